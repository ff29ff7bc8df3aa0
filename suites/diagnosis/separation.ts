import type { Bounds } from '../judge/classify.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { largestDistance } from './largest-distance.ts';
import type { StatelessHypothesis } from './stateless-hypotheses.ts';

/** How far apart two answers lie where they lie farthest apart, in ulp of the format, as a sentence. */
export function separation(
  a: StatelessHypothesis,
  b: StatelessHypothesis,
  exact: (hypothesis: StatelessHypothesis) => readonly Bounds[],
  arithmetic: Arithmetic,
): string {
  const [ones, others] = [exact(a), exact(b)];
  const farthest = Math.max(0, ...ones.map((one, i) => largestDistance(one, others[i]!, arithmetic)));
  const names = `${a.ids.join(' + ')} and ${b.ids.join(' + ')}`;
  return `${names} are at most ${Number(farthest.toPrecision(2))} ulp of ${arithmetic.format} apart at these inputs`;
}
