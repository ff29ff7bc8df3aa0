import type { Bounds } from '../judge/classify.ts';
import { LANE } from '../judge/point.ts';
import type { Observation, Trace } from '../stateful/trace.ts';
import type { LawPoint } from './law-violation.ts';

/** One step with what is known of it: one value for the step, or one for each of its lanes. */
export interface LawStep {
  readonly trace: Trace;
  readonly observation: Observation;
  readonly symbols: ReadonlyMap<string, Float64Array>;
  readonly lanes: number;
}

/** The steps in groups of those of which the same symbols are known: the first step of a run has no state before it. */
export function likeSteps(steps: readonly LawStep[]): Iterable<readonly LawStep[]> {
  const groups = new Map<string, LawStep[]>();
  for (const step of steps) {
    const known = [...step.symbols.keys()].sort().join(' ');
    const group = groups.get(known);
    if (group) group.push(step);
    else groups.set(known, [step]);
  }
  return groups.values();
}

/** Like steps as one long vector, a lane for each element of each: compiling and running a tape for each would cost more. */
export function joined(steps: readonly LawStep[]): LawPoint {
  const total = steps.reduce((n, { lanes }) => n + lanes, 0);
  const symbols = new Map<string, Bounds>();
  for (const key of steps[0]!.symbols.keys()) {
    const column = new Float64Array(total);
    let from = 0;
    for (const { symbols: known, lanes } of steps) {
      const values = known.get(key)!;
      if (values.length === 1) column.fill(values[0]!, from, from + lanes);
      else column.set(values, from);
      from += lanes;
    }
    symbols.set(key, { lower: column, upper: column });
  }
  return { symbols, extents: new Map([[LANE, total]]) };
}
