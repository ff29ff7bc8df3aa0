import type { Between, MpfrField } from './field.ts';

/** A rate that `drops` multiplications by gamma leave of lrMax. */
export interface Drops {
  readonly drops: number;
  readonly lrMax: number;
  readonly gamma: number;
}

/** lrMax gamma^drops. Source: PyTorch, torch.optim.lr_scheduler.ExponentialLR, closed form. */
export function exponentialDecay(field: MpfrField, { drops, lrMax, gamma }: Drops): Between {
  return field.mul(field.number(lrMax), field.power(field.number(gamma), drops));
}
