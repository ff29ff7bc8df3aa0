import { exponentialDecay } from './exponential-decay.ts';
import type { Between, MpfrField } from './field.ts';

/** A rate that drops by gamma every stepSize steps, and a step of it. */
export interface Staircase {
  readonly t: number;
  readonly lrMax: number;
  readonly gamma: number;
  readonly stepSize: number;
}

/**
 * lrMax gamma^n after n whole times stepSize. Source: PyTorch, torch.optim.lr_scheduler.StepLR, closed form; n by the
 * remainder, so that no quotient is rounded.
 */
export function stepDecay(field: MpfrField, { t, lrMax, gamma, stepSize }: Staircase): Between {
  return exponentialDecay(field, { drops: (t - (t % stepSize)) / stepSize, lrMax, gamma });
}
