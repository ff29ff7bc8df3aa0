import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { pack, unpack } from '../../reference/formats/storage.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { optimizerExperiments } from '../generate/optimizer-experiments.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { CriterionCache, judgeTrace } from './judge-trace.ts';
import { buildModel } from './model.ts';
import { narrowState } from './narrow-states.ts';
import { runExperiment } from './trace.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const page = pages.get('optimizer/rmsprop')!;
const arithmetic: Arithmetic = { format: 'float32', scalarFormat: 'float64', flushes: false };
const f = Math.fround;

/** RMSProp in float32 whose mean square passes through `store`. */
function rmsprop(store: (v: number) => number): Kernel {
  return {
    origin: 'native',
    formats: ['float32'],
    create: ({ lr, rho, epsilon }) => {
      let v = new Float64Array();
      const tensor = (values: ArrayLike<number>) => ({
        dtype: 'float32' as const,
        shape: [values.length],
        data: pack(FORMATS.float32, values),
      });
      return {
        step: ([theta, g]) => {
          const gradients = unpack(FORMATS.float32, g!.data);
          if (v.length === 0) v = new Float64Array(gradients.length);
          v = v.map((old, i) => store(f(f(rho! * old) + f(f(1 - rho!) * f(gradients[i]! ** 2)))));
          const steps = v.map((square, i) => f(f(lr! * gradients[i]!) / f(f(Math.sqrt(square)) + epsilon!)));
          return { theta: tensor(unpack(FORMATS.float32, theta!.data).map((x, i) => f(x - steps[i]!))) };
        },
        state: () => ({ v: tensor(v) }),
      };
    },
  };
}

async function found(store: (v: number) => number) {
  const judged = [];
  for (const experiment of optimizerExperiments(page, 'float32')) {
    const trace = await runExperiment(page, rmsprop(store), experiment, 'float32');
    judged.push(...judgeTrace(trace, buildModel(page, []), arithmetic, new CriterionCache(page)));
  }
  return narrowState(judged, arithmetic);
}

const stored = (format: FormatName) => (v: number) => roundNumber(FORMATS[format], v);

describe('a state that is stored in half precision', () => {
  it.each<FormatName>(['float16', 'bfloat16'])('is told by its format: %s', async (format) => {
    expect(await found(stored(format))).toMatchObject({ key: 'v', formats: [format] });
  });

  it('is none where the state is right', async () => {
    expect(await found((v) => v)).toBeUndefined();
  });

  it('is none where the value that is rounded was wrong before', async () => {
    expect(await found((v) => roundNumber(FORMATS.bfloat16, 1.02 * v))).toBeUndefined();
  });

  it('is none where the values are wrong by as much and belong to no format', async () => {
    expect(await found((v) => f(v * (1 + 2 ** -12)))).toBeUndefined();
  });
});
