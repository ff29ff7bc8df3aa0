/** A vitest file that judges an adapter of the user's own; its one kernel throws until it calls the library. */
export function backendTemplate(): string {
  return `// Judges a library through an adapter of your own: npx vitest run ./<this file>
// The contract is described in docs/adapters.md of the package.
import { type Adapter, AdapterError, type Forward } from 'dl-assay/adapters';
import { builtinPagesFolder, loadPages } from 'dl-assay/spec';
import { bindChecks } from 'dl-assay/vitest';

// One function for each operator: inputs in the page's call order to outputs by the page's keys.
const tanh: Forward = ([x]) => {
  throw new AdapterError('threw', \`tanh does not call the library yet: it was given \${x!.data.length} numbers\`);
};

const adapter: Adapter = {
  subject: 'my-library',
  provenance: { name: 'my-library', version: '0.0.0', details: {} },
  scalarFormat: 'float32',
  claims: ['activation/tanh'],
  kernels: new Map([['activation/tanh', { origin: 'native', formats: ['float32'], forward: tanh }]]),
  close: async () => {},
};

const { pages } = loadPages([builtinPagesFolder()]);
bindChecks({ adapter, pages, checks: 'activation/tanh/*' });
`;
}
