import { describe, expect, it } from 'vitest';
import type { Instance, Kernel, Tensor } from '../../adapters/contract.ts';
import { batchnormExperiments } from '../generate/batchnorm-experiments.ts';
import { CriterionCache, judgeTrace } from '../stateful/judge-trace.ts';
import { buildModel } from '../stateful/model.ts';
import { runExperiment } from '../stateful/trace.ts';
import { Criterion } from './criterion.ts';
import { type Point, symbolKey } from './point.ts';
import { recognise } from './recognise.ts';
import { stepAlgorithms, valueAlgorithms } from './recognise-algorithms.ts';
import { arithmeticOf, builtinPage, judgedExpression } from './testing/judged-function.ts';

const f = Math.fround;
const arithmetic = arithmeticOf('float32');

/** Variance of one channel, every operation rounded to float32. */
type Variance = (x: readonly number[], mean: number) => number;

const onePass: Variance = (x, mean) => {
  const squares = x.reduce((sum, value) => f(sum + f(value * value)), 0);
  return f(f(squares / x.length) - f(mean * mean));
};
const twoPass: Variance = (x, mean) => {
  const squares = x.reduce((sum, value) => f(sum + f(f(value - mean) ** 2)), 0);
  return f(squares / x.length);
};
/** Off by as much as one-pass cancels, for another reason. */
const perturbed: Variance = (x, mean) => f(twoPass(x, mean) + (mean > 100 ? 0.05 * Math.sin(mean * 1e4) : 0));

/** Batch normalization in training mode, whose state cannot be loaded. */
function batchnorm(variance: Variance): Kernel {
  const create = ({ momentum, epsilon }: Readonly<Record<string, number>>): Instance => {
    const state: Record<string, Float32Array> = {};
    return {
      step([x, gamma, beta]: readonly Tensor[]) {
        const [n, c, s] = x!.shape as [number, number, number];
        state.runningMean ??= new Float32Array(c);
        state.runningVariance ??= new Float32Array(c).fill(1);
        const y = new Float32Array(x!.data.length);
        for (let channel = 0; channel < c; channel++) {
          const at = Array.from({ length: n * s }, (_, i) => (Math.floor(i / s) * c + channel) * s + (i % s));
          const values = at.map((i) => x!.data[i]!);
          const mean = f(values.reduce((sum, value) => f(sum + value), 0) / values.length);
          const v = variance(values, mean);
          const root = f(Math.sqrt(f(v + f(epsilon!))));
          for (const i of at) {
            const scaled = f(gamma!.data[channel]! * f(f(x!.data[i]! - mean) / root));
            y[i] = f(scaled + beta!.data[channel]!);
          }
          const unbiased = (v * values.length) / (values.length - 1);
          state.runningMean[channel] = (1 - momentum!) * state.runningMean[channel]! + momentum! * mean;
          state.runningVariance[channel] = (1 - momentum!) * state.runningVariance[channel]! + momentum! * unbiased;
        }
        return { y: { ...x!, data: y } };
      },
      state() {
        const slot = (key: string) => ({
          dtype: 'float32' as const,
          shape: [state[key]!.length],
          data: state[key]!.slice(),
        });
        return { runningMean: slot('runningMean'), runningVariance: slot('runningVariance') };
      },
    };
  };
  return { origin: 'native', formats: ['float32'], modes: ['training'], create };
}

async function recognisedSteps(variance: Variance): Promise<string[] | undefined> {
  const page = builtinPage('normalization/batchnorm');
  const kernel = batchnorm(variance);
  const model = buildModel(page, []);
  const cache = new CriterionCache(page);
  const judged = [];
  for (const experiment of batchnormExperiments(page, kernel, 'float32')) {
    const trace = await runExperiment(page, kernel, experiment, 'float32');
    judged.push(...judgeTrace(trace, model, arithmetic, cache));
  }
  return recognise(page, stepAlgorithms(page), judged, arithmetic)?.algorithms.map(({ id }) => id);
}

describe('the algorithm behind a step', () => {
  it('is one-pass-variance where E[x^2] - E[x]^2 cancels', async () => {
    expect(await recognisedSteps(onePass)).toEqual(['one-pass-variance']);
  });

  it('has no name where everything is accurate, or where the errors are of another kind', async () => {
    expect(await recognisedSteps(twoPass)).toBeUndefined();
    expect(await recognisedSteps(perturbed)).toBeUndefined();
  });
});

describe('the algorithm behind a row', () => {
  const page = builtinPage('activation/softmax');
  const base = judgedExpression(page);
  const criterion = new Criterion(page, 'y', base, ['k', 'i'], page.scale.get('y'));
  const x = [1, 2, 3, 1000, 999, 998, 88, 89, 90];
  const point: Point = {
    symbols: new Map([[symbolKey('x', 0), Float64Array.from(x)]]),
    extents: new Map(
      [...page.indices.values()].flatMap((extent) =>
        [...page.indices].filter(([, of]) => of === extent).map(([index]) => [index, 3] as const),
      ),
    ),
  };
  const softmax = (shifted: boolean): number[] =>
    x.map((value, i) => {
      const row = x.slice(i - (i % 3), i - (i % 3) + 3);
      const top = shifted ? Math.max(...row) : 0;
      const e = (at: number) => f(Math.exp(at - top));
      return f(e(value) / row.map(e).reduce((a, b) => f(a + b)));
    });
  const recognised = (got: readonly number[]) => {
    const judgement = criterion.judge(got, point, arithmetic);
    const judged = [{ criterion, point, got, judgement }];
    return recognise(page, valueAlgorithms(page, 'y', base), judged, arithmetic)?.algorithms.map(({ id }) => id);
  };

  it('is the definition without a shift where it overflows', () => {
    expect(recognised(softmax(false))).toEqual(['without-shift']);
  });

  it('has no name where the rows are right', () => {
    expect(recognised(softmax(true))).toBeUndefined();
  });
});
