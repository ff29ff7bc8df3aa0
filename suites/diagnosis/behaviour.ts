import type { Kernel } from '../../adapters/contract.ts';
import type { Diagnosis } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { LANE } from '../judge/point.ts';
import type { Command, Experiment } from '../stateful/experiment.ts';
import { type Observation, runExperiment, Session } from '../stateful/trace.ts';
import { findRandomness, firstDifference, type RunDifference } from './randomness.ts';
import { behaviourRecord } from './record.ts';

/** A fault of behaviour with its sentence, or a subject that has no one answer. */
export type Behaviour =
  | { readonly kind: 'behaviour'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'nondeterministic'; readonly difference: RunDifference };

/**
 * Faults that no equation says. Each is a comparison of the subject with itself, bit for bit, so it needs neither an
 * oracle nor a tolerance:
 *
 * - a run that is repeated must give the same answers;
 * - an instance that is stepped alternately with another one must answer as it does alone;
 * - equal elements must stay equal wherever they stand in a vector, whatever its length.
 *
 * Undefined when none is broken.
 */
export async function findBehaviour(
  page: Page,
  kernel: Kernel,
  experiment: Experiment,
  arithmetic: Arithmetic,
): Promise<Behaviour | undefined> {
  const alone = await runExperiment(page, kernel, experiment, arithmetic.format);
  const again = await runExperiment(page, kernel, experiment, arithmetic.format);
  const repeated = firstDifference(alone.observations, again.observations, arithmetic);
  const together = await interleaved(page, kernel, experiment, arithmetic);
  const difference = firstDifference(alone.observations, together, arithmetic) ?? repeated;
  if (difference) {
    const random = await findRandomness(page, kernel, experiment, arithmetic);
    if (random) return { kind: 'nondeterministic', difference: random };
    // An instance that already differs from a second one run after it shares state too, only more crudely.
    const { key, step, element } = difference;
    const diagnosis = behaviourRecord(
      `instances are not independent: the same ${step === 1 ? 'first step' : 'steps'} give another ${key} when a second instance is used ${repeated ? 'before' : 'in between'} (step ${step}, element ${element})`,
      key,
      step,
      element,
    );
    return { kind: 'behaviour', diagnosis };
  }
  if (!isElementwise(page)) return undefined;
  const diagnosis = await positionFault(page, kernel, experiment, arithmetic);
  return diagnosis && { kind: 'behaviour', diagnosis };
}

const isElementwise = (page: Page): boolean => page.call.every((key) => page.symbols.get(key)?.elementwise === true);

async function interleaved(
  page: Page,
  kernel: Kernel,
  experiment: Experiment,
  arithmetic: Arithmetic,
): Promise<Observation[]> {
  const other = disturb(experiment);
  const first = await Session.open(page, kernel, experiment, arithmetic.format);
  const second = await Session.open(page, kernel, other, arithmetic.format);
  const observations: Observation[] = [];
  try {
    for (let i = 0; i < experiment.commands.length; i++) {
      await second.perform(i);
      const observation = await first.perform(i);
      if (observation) observations.push(observation);
    }
  } finally {
    await first.close();
    await second.close();
  }
  return observations;
}

/** The same commands with other numbers, for the second instance. */
function disturb(experiment: Experiment): Experiment {
  const change = (record: Readonly<Record<string, readonly number[]>>) =>
    Object.fromEntries(Object.entries(record).map(([key, values]) => [key, values.map((x) => 1 - x)]));
  const commands = experiment.commands.map(
    (command): Command => (command.kind === 'step' ? { kind: 'step', inputs: change(command.inputs) } : command),
  );
  return { ...experiment, id: `${experiment.id}, disturbed`, parameters: change(experiment.parameters), commands };
}

/** Lengths around the widths of vector units, so that a tail is met. */
const LENGTHS: readonly number[] = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33];

/** Every element of a vector is given the data of one element; all must come out alike, and as they do alone. */
async function positionFault(
  page: Page,
  kernel: Kernel,
  experiment: Experiment,
  arithmetic: Arithmetic,
): Promise<Diagnosis | undefined> {
  const alone = await runExperiment(page, kernel, uniform(experiment, 1), arithmetic.format);
  for (const length of LENGTHS) {
    const trace = await runExperiment(page, kernel, uniform(experiment, length), arithmetic.format);
    for (let i = 0; i < trace.observations.length; i++) {
      for (const [key, values] of trace.observations[i]!.outputs) {
        const expected = alone.observations[i]!.outputs.get(key)?.[0];
        const element = values.findIndex((x) => !Object.is(x, expected));
        if (element < 0) continue;
        const wrong = values.reduce((n, x) => n + (Object.is(x, expected) ? 0 : 1), 0);
        const { step } = trace.observations[i]!;
        if (values.every((x) => Object.is(x, values[0]))) {
          return behaviourRecord(
            `the answer depends on the length of the vector or on other elements: ${length} equal elements get another one than each gets alone (step ${step})`,
            key,
            step,
            element,
          );
        }
        return behaviourRecord(
          `the answer depends on where an element stands: in a vector of ${length} equal elements, ${wrong} differ from what one gets alone, the first at element ${element} (step ${step})`,
          key,
          step,
          element,
        );
      }
    }
  }
  return undefined;
}

function uniform(experiment: Experiment, length: number): Experiment {
  const repeat = (record: Readonly<Record<string, readonly number[]>>) =>
    Object.fromEntries(
      Object.entries(record).map(([key, values]) => [key, new Array<number>(length).fill(values[0]!)]),
    );
  const commands = experiment.commands.map(
    (command): Command => (command.kind === 'step' ? { kind: 'step', inputs: repeat(command.inputs) } : command),
  );
  return {
    ...experiment,
    id: `${experiment.id}, ${length} equal elements`,
    parameters: repeat(experiment.parameters),
    extents: new Map([[LANE, length]]),
    commands,
  };
}
