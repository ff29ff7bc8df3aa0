import type { Between, MpfrField } from './field.ts';
import { halfCosine, sixthsOf } from './half-cosine.ts';

/** A schedule that falls from lrMax to lrMin in totalSteps, and a step of it. */
export interface Decay {
  readonly t: number;
  readonly lrMax: number;
  readonly lrMin: number;
  readonly totalSteps: number;
}

/**
 * Cosine annealing, held at lrMin from step totalSteps on. Source: Loshchilov & Hutter, SGDR, ICLR 2017, eq. 5, within one
 * run, as lrMax c + lrMin (1 - c) with c the half cosine wave: exact where c is a number of quarters.
 */
export function cosineAnnealing(field: MpfrField, { t, lrMax, lrMin, totalSteps }: Decay): Between {
  const done = Math.min(t, totalSteps);
  const c = halfCosine(field, field.ratio(done, totalSteps), sixthsOf(BigInt(done), BigInt(totalSteps)));
  const fallen = field.sub(field.number(1), c);
  return field.add(field.mul(field.number(lrMax), c), field.mul(field.number(lrMin), fallen));
}
