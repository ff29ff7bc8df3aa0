import type { Hyperparameters } from '../../adapters/contract.ts';
import type { Format } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Page } from '../../spec/language/page.ts';

/** The steps of one run of a schedule. */
export interface ScheduleSteps {
  /** From the first step to the last. */
  readonly within: Float64Array;
  /** After the end, where there is one. */
  readonly beyond: Float64Array;
}

/** Lengths (a warm-up, a period) that a schedule without an end is followed for: all that happens twice comes twice. */
const LENGTHS = 5;

/** Steps of a schedule that mentions no length at all. */
const PLAIN = 60;

/** Beyond the end of a long run no more steps are asked for than these. */
const MOST_BEYOND = 128;

/**
 * Every step of a run from the first to the last, so that no junction is missed, and beyond the end for one more of its
 * lengths. Steps that the format does not hold cannot be told to the subject and are left out.
 *
 * @param end the last step; undefined where the schedule has no end
 */
export function scheduleSteps(
  page: Page,
  hyper: Hyperparameters,
  format: Format,
  end: number | undefined,
): ScheduleSteps {
  const time = [...page.symbols.values()].find(({ role }) => role === 'time');
  const from = time?.from ?? 0;
  const lengths = [...page.symbols.values()]
    .filter(({ key, role, domain }) => role === 'hyper' && domain.integer && key !== 'totalSteps')
    .map(({ key }) => hyper[key] ?? 0);
  const longest = Math.max(0, ...lengths);
  const last = end ?? (longest > 0 ? Math.max(PLAIN, LENGTHS * longest) : PLAIN);
  const further = end === undefined ? 0 : Math.min(MOST_BEYOND, Math.max(8, longest));
  const range = (first: number, count: number): Float64Array =>
    Float64Array.from({ length: Math.max(0, count) }, (_, i) => first + i).filter((t) => roundNumber(format, t) === t);
  return { within: range(from, last - from + 1), beyond: range(last + 1, further) };
}
