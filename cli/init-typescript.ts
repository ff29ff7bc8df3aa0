import type { Page } from '../spec/language/page.ts';
import { templatePage } from './template-page.ts';

/** A TypeScript module for a stateful page, complete but for its step: that throws until it is written. */
export function typescriptOptimizer(source: Page): string {
  const page = templatePage(source);
  const [output = 'y'] = page.outputs;
  const like = page.call[0]!;
  const arrays = page.states.filter(({ elementwise }) => elementwise);
  const scalars = page.states.filter(({ elementwise }) => !elementwise);
  const parameters = page.call.map((key) => `${key}: Float64Array`).join(', ');
  const given = page.call.map((key) => `\${${key}.length} of ${key}`).join(', ');
  const result =
    page.outputs.length === 1 ? 'Float64Array' : `{ ${page.outputs.map((key) => `${key}: Float64Array`).join('; ')} }`;
  const shown = [
    ...arrays.map(({ key }) => `${key}: ${key}.slice()`),
    ...scalars.map(({ key }) => `${key}: [${key}]`),
    't',
  ].join(', ');
  const assigned = [
    ...arrays.map(({ key }) => `      ${key} = Float64Array.from(state.${key});`),
    ...scalars.map(({ key }) => `      ${key} = state.${key}[0]!;`),
    '      if (state.t !== undefined) t = state.t;',
  ];
  const keeps = page.states.length > 0;
  const only = (...lines: readonly string[]): readonly string[] => (keeps ? lines : []);
  const lines = [
    `// ${page.title}, judged by: npx assay run ./<this file>`,
    `// What the page says:   npx assay explain ${page.id}`,
    '',
    `export const claims = '${page.id}';`,
    "export const format = 'float64'; // or 'float32', or a list of both",
    '',
    'interface Hyperparameters {',
    ...page.hyper.map(({ key, about }) => `  ${key}: number; // ${about}`),
    '}',
    '',
    ...only(
      'interface State {',
      ...page.states.map(({ key }) => `  ${key}: ArrayLike<number>;`),
      '  t?: number;',
      '}',
      '',
    ),
    'export function create(initial: Hyperparameters) {',
    `  const hyper = { ...initial }; // ${page.hyper.map(({ key }) => `hyper.${key}`).join(', ')}`,
    ...arrays.map(({ key, about }) => `  let ${key} = new Float64Array(0); // ${about}`),
    ...scalars.map(({ key, start, about }) => `  let ${key} = ${start}; // ${about}`),
    ...only('  let t = 0;'),
    '',
    '  return {',
    `    step(${parameters}): ${result} {`,
    ...only('      t += 1;'),
    ...arrays.map(
      ({ key, start }) => `      if (${key}.length === 0) ${key} = new Float64Array(${like}.length).fill(${start});`,
    ),
    ...only(''),
    '      // The page:',
    ...page.equations.map((each) => `      //   ${each}`),
    `      // Leave the arrays of the caller alone, and return a new ${output}.`,
    `      throw new Error(\`step() is not written yet: it was given ${given}\`);`,
    '    },',
    '',
    '    // Optional from here: with it Assay says which equation breaks, and tests restarts and changes of lr.',
    ...only(`    state: () => ({ ${shown} }),`, '    load(state: State) {', ...assigned, '    },'),
    '    set(changed: Partial<Hyperparameters>) {',
    '      Object.assign(hyper, changed);',
    '    },',
    '  };',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
