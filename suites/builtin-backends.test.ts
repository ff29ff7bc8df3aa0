import { describe, it } from 'vitest';
import { AdapterError } from '../adapters/contract.ts';
import { openSubject } from '../adapters/registry.ts';
import type { Verdict } from '../reports/record.ts';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { readPublished } from '../test/results/published.ts';
import { pageInterface } from './page-interface.ts';
import { bindChecks } from './vitest/bind-checks.ts';

const { pages } = loadPages([builtinPagesFolder()]);

/** One page of each kind, and those whose failures are best understood; `npm run results` judges them all. */
const CHECKS = [
  'activation/relu/value',
  'activation/relu/laws',
  'activation/hard-sigmoid/value',
  'activation/hard-sigmoid/special',
  'activation/sigmoid/derivative',
  'activation/sigmoid/stability',
  'activation/gelu-tanh/value',
  'activation/gelu-tanh/special',
  'activation/softmax/value',
  'optimizer/adam/step',
  'normalization/batchnorm/training',
].join(',');

/** Random runs of a property, as many as the published results were made with. */
const RUNS = 25;

/**
 * What is published of the backends is what is found: a verdict that changes, for the better or the worse, fails its
 * test until the results are written again. Why each is what it is stands in reports/published/findings.md.
 */
for (const { subject, checks, header } of readPublished()) {
  const expected: Record<string, Verdict['kind']> = {};
  for (const { check, format, verdict } of checks) if (format === 'float32') expected[check] = verdict.kind;
  try {
    const adapter = await openSubject(subject, { deadline: 60_000, pages: [...pages.values()].map(pageInterface) });
    bindChecks({ adapter, pages, checks: CHECKS, formats: ['float32'], seed: header.seed, runs: RUNS, expected });
  } catch (error) {
    if (!(error instanceof AdapterError) || error.fault !== 'unavailable') throw error;
    describe(subject, () => {
      it('is not on this machine', ({ skip }) => skip(error.message));
    });
  }
}
