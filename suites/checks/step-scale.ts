import type { Hyperparameters } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { deriveK } from '../../reference/primitives.ts';
import type { Page } from '../../spec/language/page.ts';
import { stepsOf } from '../generate/optimizer-experiments.ts';
import { twoTo } from '../judge/float-exponent.ts';
import type { Experiment } from '../stateful/experiment.ts';
import { buildModel } from '../stateful/model.ts';
import { runExperiment } from '../stateful/trace.ts';
import type { CheckContext } from './check.ts';

/** A power of four, so that squares and their roots scale without rounding. */
const FACTOR = 4;

/** As good as 0 beside the root of a mean square of about 1: it changes no bit of it in any format. */
const NEXT_TO_NOTHING = 2 ** -100;

/** Of one size, since |m| / sqrt(v) is then at most 2 at every step; signs change. */
const GRADIENTS: readonly (readonly number[])[] = [
  [1, -1, 1, -1],
  [-1, -1, 1, 1],
  [1, 1, 1, -1],
  [-1, 1, 1, 1],
];
const START: readonly number[] = [4, -2, 3, 1];

export interface ScaleFault {
  readonly says: string;
  readonly experiment: Experiment;
}

/**
 * The law that gradients may be multiplied by any positive number, with epsilon next to 0, as a comparison of two
 * runs.
 *
 * Both are the same run over the reals. A conforming step is within K u of what its inputs deserve, K summed over the
 * equations of the page; after t steps the moments carry at most t such errors relative to the size of a gradient, and
 * the weights add up t steps of at most 2 lr each made of them. Two runs are no further apart than twice that.
 */
export async function scaleFault(
  { kernel, arithmetic }: CheckContext,
  page: Page,
  dyadic: Hyperparameters,
): Promise<ScaleFault | undefined> {
  const { format } = arithmetic;
  const hyper = { ...dyadic, epsilon: NEXT_TO_NOTHING };
  const run = (rows: readonly (readonly number[])[]) =>
    runExperiment(page, kernel, stepsOf(page, 'scaled gradients', hyper, START, rows), format);
  const one = await run(GRADIENTS);
  const other = await run(GRADIENTS.map((row) => row.map((g) => FACTOR * g)));
  const mode = buildModel(page, []).modes.get(page.modes[0] ?? '')!;
  const { K } = deriveK([...mode.local.values()]);
  const u = twoTo(-FORMATS[format].precision) + 2 * twoTo(-FORMATS[arithmetic.scalarFormat].precision);
  for (const [t, observation] of one.observations.entries()) {
    for (const [key, values] of observation.outputs) {
      const others = other.observations[t]!.outputs.get(key)!;
      const steps = (t + 1) * (t + 1);
      const element = values.findIndex((x, i) => {
        const before = Math.abs(observation.inputs.get(key)?.[i] ?? 0);
        const size = Math.max(Math.abs(x), before) + 2 * (hyper as Record<string, number>).lr! * (t + 1);
        return !(Math.abs(x - others[i]!) <= 2 * K * u * steps * size);
      });
      if (element < 0) continue;
      const says = `the step has a scale: with gradients multiplied by ${FACTOR} and epsilon next to 0, ${key} is ${others[element]} instead of ${values[element]} at step ${t + 1}, element ${element}`;
      return { says, experiment: other.experiment };
    }
  }
  return undefined;
}
