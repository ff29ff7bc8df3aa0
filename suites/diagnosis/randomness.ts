import type { Kernel } from '../../adapters/contract.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { type Disagreement, disagreement } from '../judge/disagreement.ts';
import type { Experiment } from '../stateful/experiment.ts';
import { type Observation, runExperiment } from '../stateful/trace.ts';

/** Two runs of one experiment that are not the same bits: where first, and how far apart. */
export interface RunDifference extends Disagreement {
  readonly key: string;
  readonly step: number;
}

/** The first output or state in which two runs of the same commands differ. */
export function firstDifference(
  a: readonly Observation[],
  b: readonly Observation[],
  { format }: Arithmetic,
): RunDifference | undefined {
  for (const [i, observation] of a.entries()) {
    for (const [key, values] of [...observation.outputs, ...(observation.after ?? [])]) {
      const other = b[i]?.outputs.get(key) ?? b[i]?.after?.get(key) ?? new Float64Array(0);
      const found = disagreement(values, other, format);
      if (found) return { ...found, key, step: observation.step };
    }
  }
  return undefined;
}

/** Decay rates at which whatever an instance left behind is forgotten to the last bit within `SETTLING` runs. */
const FORGETFUL = { beta1: 1 / 2, beta2: 1 / 2, momentum: 1 / 2 };

/**
 * Runs before the comparison. A running mean under the same data is a monotone map of its floats, so the sequence of
 * its values is monotone too and ends in a fixed point; with decay 1/2 each step halves the distance, and 53 halvings
 * exhaust float64. Powers of 1/2 in a bias correction are below half an ulp of 1 by then as well.
 */
const SETTLING = 64;
const COMPARED = 8;

/**
 * Is a subject that answers differently the second time random, or does it remember an instance that is gone? Fresh
 * instances are given the same run again and again: what is shared between them settles, chance does not.
 *
 * @returns the farthest disagreement of the settled runs; undefined where they agree, so that state is shared
 */
export async function findRandomness(
  page: Page,
  kernel: Kernel,
  experiment: Experiment,
  arithmetic: Arithmetic,
): Promise<RunDifference | undefined> {
  const known = Object.entries(FORGETFUL).filter(([key]) => key in experiment.hyper);
  const forgetful: Experiment = {
    ...experiment,
    id: `${experiment.id}, repeated`,
    hyper: { ...experiment.hyper, ...Object.fromEntries(known) },
    // A loaded state would hide what was left behind.
    commands: experiment.commands.filter(({ kind }) => kind === 'step' || kind === 'mode'),
  };
  const run = async () => (await runExperiment(page, kernel, forgetful, arithmetic.format)).observations;
  for (let i = 0; i < SETTLING; i++) await run();
  const settled = await run();
  for (let i = 0; i < COMPARED; i++) {
    const difference = firstDifference(settled, await run(), arithmetic);
    if (difference) return difference;
  }
  return undefined;
}
