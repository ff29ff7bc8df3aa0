import type { Between, MpfrField } from './field.ts';

/** A warm-up of warmupSteps to lrMax, and a step of it or after it. */
export interface WarmupStep {
  readonly t: number;
  readonly lrMax: number;
  readonly warmupSteps: number;
}

/**
 * lrMax t / warmupSteps until that is lrMax. Source: Goyal et al., arXiv:1706.02677, section 2.2, from a rate of zero; the
 * division comes last.
 */
export function linearWarmup(field: MpfrField, { t, lrMax, warmupSteps }: WarmupStep): Between {
  if (t >= warmupSteps) return field.number(lrMax);
  return field.div(field.mul(field.number(lrMax), field.number(t)), field.number(warmupSteps));
}
