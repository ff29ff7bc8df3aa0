import type { Between, MpfrField } from './field.ts';

/** A schedule and a step of it, 0 <= t <= totalSteps, warmupSteps < totalSteps. */
export interface ScheduleStep {
  readonly t: number;
  readonly lrMax: number;
  readonly warmupSteps: number;
  readonly totalSteps: number;
}

/**
 * cos^2(pi q / 2) where it is rational: at q = 0, 1/3, 1/2, 2/3, 1 and nowhere else between (Niven, "Irrational
 * Numbers", 1956, corollary 3.12, applied to cos(pi q)). As quarters, by q = a/6.
 */
const RATIONAL_QUARTERS: Readonly<Record<number, number>> = { 0: 4, 2: 3, 3: 2, 4: 1, 6: 0 };

/**
 * The learning rate at step t. Linear warm-up lrMax t / warmupSteps (Goyal et al., arXiv:1706.02677, section 2.2),
 * then half a cosine wave down to 0 (Loshchilov & Hutter, SGDR, ICLR 2017, eq. 5, with minimum 0), by
 * (1 + cos a) / 2 = cos^2(a/2), which does not cancel near the end.
 */
export function cosineWarmup(field: MpfrField, { t, lrMax, warmupSteps, totalSteps }: ScheduleStep): Between {
  const top = field.number(lrMax);
  if (t < warmupSteps) return field.div(field.mul(top, field.number(t)), field.number(warmupSteps));
  const done = t - warmupSteps;
  const span = totalSteps - warmupSteps;
  const quarters = (6 * done) % span === 0 ? RATIONAL_QUARTERS[(6 * done) / span] : undefined;
  if (quarters !== undefined) return field.scale(field.mul(top, field.number(quarters)), -2);
  const half = field.mul(field.pi(), field.ratio(done, 2 * span));
  return field.mul(top, field.square(field.cos(half)));
}
