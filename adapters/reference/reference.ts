import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Adapter, AdapterError, type AdapterFactory } from '../contract.ts';
import { statefulKernel } from './stateful-kernel.ts';
import { statelessKernel } from './stateless-kernel.ts';

const SUBJECT = 'reference';

/**
 * The oracle as a subject: every page computed from its own formula and correctly rounded. It must be perfect, so
 * whatever is found in it is a fault of the judgement. Slow.
 */
export function referenceAdapter(pages: Iterable<Page>): Adapter {
  const kernels = new Map(
    [...pages].map((page) => [page.id, page.kind === 'stateful' ? statefulKernel(page) : statelessKernel(page)]),
  );
  return {
    subject: SUBJECT,
    provenance: { name: SUBJECT, version: 'correctly rounded', details: { runtime: `node ${process.version}` } },
    kernels,
    scalarFormat: 'float64',
    claims: [...kernels.keys()],
    close: async () => {},
  };
}

export const referenceFactory: AdapterFactory = {
  name: SUBJECT,
  summary: "the oracle itself: the pages' formulas, correctly rounded",
  matches: (subject) => subject === SUBJECT,
  async open() {
    const { pages, problems } = loadPages([builtinPagesFolder()]);
    const [problem] = problems;
    if (problem) throw new AdapterError('unavailable', `${SUBJECT}: ${problem}`);
    return referenceAdapter(pages.values());
  },
};
