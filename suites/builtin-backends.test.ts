import { describe, it } from 'vitest';
import { AdapterError } from '../adapters/contract.ts';
import { openSubject } from '../adapters/registry.ts';
import type { Verdict } from '../reports/record.ts';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { pageInterface } from './page-interface.ts';
import { bindChecks } from './vitest/bind-checks.ts';

const { pages } = loadPages([builtinPagesFolder()]);

/**
 * What is known of the backends in the versions that the lock file pins, in float32. A verdict that changes, for the
 * better or the worse, fails its test.
 */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, Verdict['kind']>>>> = {
  'tfjs:cpu': {
    // 0.5 * (x * (1 + tanh(...))) doubles x before it halves it: infinite from 1.7e38 on, and the law
    // f(x) - f(-x) = x with it. Its gradient multiplies an overflowed x^2 by 0 from 1e13 on.
    'activation/gelu-tanh/value': 'fail',
    'activation/gelu-tanh/derivative': 'fail',
    'activation/gelu-tanh/laws': 'fail',
    // -inf * 0 is NaN; the limit is 0.
    'activation/gelu-tanh/special': 'fail',
    'activation/gelu/special': 'fail',
    // 1 + erf cancels for negative x, s(1 - s) and 1 - tanh^2 for large ones, and the softmax gradient subtracts a
    // mean: small values are lost.
    'activation/gelu/value': 'unstable',
    'activation/gelu/derivative': 'unstable',
    'activation/sigmoid/derivative': 'unstable',
    'activation/tanh/derivative': 'unstable',
    'activation/softmax/derivative': 'unstable',
    // Keras' conventions: momentum weighs the old statistics, and the running variance is the biased one.
    'normalization/batchnorm/training': 'variant',
  },
  'onnxruntime:cpu': {
    // -inf * 0 is NaN; the limit is 0.
    'activation/gelu-tanh/special': 'fail',
    'activation/gelu/special': 'fail',
    // The vector kernels clamp or approximate by one rational function: small values are lost.
    'activation/gelu-tanh/value': 'unstable',
    'activation/gelu/value': 'unstable',
    'activation/sigmoid/value': 'unstable',
    'activation/softmax/value': 'unstable',
    'activation/tanh/value': 'unstable',
    // ONNX defines momentum as the weight of the old statistics and uses the biased variance for both.
    'normalization/batchnorm/training': 'variant',
  },
  'tfjs:node-gpu': {},
};

for (const [subject, expected] of Object.entries(EXPECTED)) {
  try {
    const adapter = await openSubject(subject, { deadline: 60_000, pages: [...pages.values()].map(pageInterface) });
    bindChecks({ adapter, pages, formats: ['float32'], expected });
  } catch (error) {
    if (!(error instanceof AdapterError) || error.fault !== 'unavailable') throw error;
    describe(subject, () => {
      it('is not on this machine', ({ skip }) => skip(error.message));
    });
  }
}
