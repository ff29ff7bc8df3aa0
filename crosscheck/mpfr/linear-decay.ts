import type { Decay } from './cosine-annealing.ts';
import type { Between, MpfrField } from './field.ts';

/**
 * A straight line from lrMax to lrMin, held there. Source: Optax, optax.linear_schedule; as the weighted sum
 * (lrMax rest + lrMin done) / totalSteps, one division last.
 */
export function linearDecay(field: MpfrField, { t, lrMax, lrMin, totalSteps }: Decay): Between {
  const done = Math.min(t, totalSteps);
  const above = field.mul(field.number(lrMax), field.number(totalSteps - done));
  const below = field.mul(field.number(lrMin), field.number(done));
  return field.div(field.add(above, below), field.number(totalSteps));
}
