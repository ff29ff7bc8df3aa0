import { cosineAnnealing } from './cosine-annealing.ts';
import type { Between, MpfrField } from './field.ts';

/** A schedule that falls from lrMax towards lrMin in every period, and a step of it. */
export interface PeriodicDecay {
  readonly t: number;
  readonly lrMax: number;
  readonly lrMin: number;
  readonly period: number;
}

/**
 * Cosine annealing that starts again after every period. Source: Loshchilov & Hutter, SGDR, ICLR 2017, eq. 5, with runs of
 * one length: T_cur is the remainder of the step.
 */
export function warmRestarts(field: MpfrField, { t, lrMax, lrMin, period }: PeriodicDecay): Between {
  return cosineAnnealing(field, { t: t % period, lrMax, lrMin, totalSteps: period });
}
