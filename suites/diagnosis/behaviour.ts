import type { Kernel } from '../../adapters/contract.ts';
import type { Diagnosis } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { LANE } from '../judge/point.ts';
import { type Experiment, withNumbers } from '../stateful/experiment.ts';
import { interleaved } from '../stateful/interleaved.ts';
import { isElementwise } from '../stateful/is-elementwise.ts';
import { runExperiment } from '../stateful/trace.ts';
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
 * - equal elements must stay equal wherever they stand in a vector, whatever its length;
 * - an element must answer alike whatever stands beside it.
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
  const together = await interleaved(page, kernel, experiment, disturb(experiment), arithmetic.format);
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
  const diagnosis =
    (await positionFault(page, kernel, experiment, arithmetic)) ??
    (await neighbourFault(page, kernel, experiment, arithmetic));
  return diagnosis && { kind: 'behaviour', diagnosis };
}

/** The same commands with other numbers, for the second instance. */
const disturb = (experiment: Experiment): Experiment =>
  withNumbers({ ...experiment, id: `${experiment.id}, disturbed` }, (values) => values.map((x) => 1 - x));

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
  let longer: Diagnosis | undefined;
  for (const length of LENGTHS) {
    const trace = await runExperiment(page, kernel, uniform(experiment, length), arithmetic.format);
    for (const [i, { step, outputs }] of trace.observations.entries()) {
      for (const [key, values] of outputs) {
        const expected = alone.observations[i]!.outputs.get(key)?.[0];
        const differs = (x: number): boolean => !Object.is(x, expected);
        const element = values.findIndex(differs);
        if (element < 0) continue;
        if (values.some((x) => !Object.is(x, values[0]))) {
          const says = `the answer depends on where an element stands: in a vector of ${length} equal elements, ${values.filter(differs).length} differ from what one gets alone, the first at element ${element} (step ${step})`;
          return behaviourRecord(says, key, step, element);
        }
        // A loop over whole vector registers shows the same at lengths that it divides, and a difference of places elsewhere.
        longer ??= behaviourRecord(
          `the answer depends on the length of the vector or on other elements: ${length} equal elements get another one than each gets alone (step ${step})`,
          key,
          step,
          element,
        );
      }
    }
  }
  return longer;
}

/**
 * One element keeps its data while the one beside it gets others: a sum or a maximum over the vector is the same wherever
 * its terms stand, and so is seen by no order of the elements and by no vector of equal ones.
 */
async function neighbourFault(
  page: Page,
  kernel: Kernel,
  experiment: Experiment,
  arithmetic: Arithmetic,
): Promise<Diagnosis | undefined> {
  const run = (one: Experiment) => runExperiment(page, kernel, one, arithmetic.format);
  const pair = (change: (x: number) => number): Experiment =>
    withNumbers({ ...experiment, id: 'two elements', extents: new Map([[LANE, 2]]) }, ([first]) => [
      first!,
      change(first!),
    ]);
  const expected = await run(pair((x) => x));
  // Larger, and of the other sign: neither a maximum nor a sum stays what it was.
  const trace = await run(pair((x) => 4 - 16 * x));
  for (const [i, { step, outputs }] of trace.observations.entries()) {
    for (const [key, values] of outputs) {
      if (Object.is(values[0], expected.observations[i]!.outputs.get(key)?.[0])) continue;
      const says = `the answer depends on the other elements: ${key} of element 0 changes at step ${step} when only the data of another element are changed`;
      return behaviourRecord(says, key, step, 0);
    }
  }
  return undefined;
}

const uniform = (experiment: Experiment, length: number): Experiment =>
  withNumbers(
    { ...experiment, id: `${experiment.id}, ${length} equal elements`, extents: new Map([[LANE, length]]) },
    (values) => new Array<number>(length).fill(values[0]!),
  );
