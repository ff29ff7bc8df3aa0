import type { Between, MpfrField } from './field.ts';
import { linearWarmup, type WarmupStep } from './linear-warmup.ts';

/**
 * Linear warm-up, then lrMax sqrt(warmupSteps / t). Source: Vaswani et al., NeurIPS 2017, eq. 3, whose model size is put
 * into lrMax; written sqrt(warmupSteps t) / t, whose root is exact wherever the quotient is rational.
 */
export function inverseSqrt(field: MpfrField, step: WarmupStep): Between {
  const { t, lrMax, warmupSteps } = step;
  if (t <= warmupSteps) return linearWarmup(field, step);
  const root = field.sqrt(field.mul(field.number(warmupSteps), field.number(t)));
  return field.div(field.mul(field.number(lrMax), root), field.number(t));
}
