import type { Between, MpfrField } from './field.ts';

/** The mean of some gradients. Source: Goodfellow, Bengio & Courville, "Deep Learning", 2016, algorithm 8.1. */
export function meanGradient(field: MpfrField, gradients: readonly number[]): Between {
  return field.div(total(field, gradients), field.number(gradients.length));
}

function total(field: MpfrField, gradients: readonly number[]): Between {
  return gradients.reduceRight((sum, g) => field.add(sum, field.number(g)), field.number(0));
}

/** One small batch: the sum before it, its gradient, its number from 1, and how many of them make an update. */
export interface SmallBatch {
  readonly sum: number;
  readonly g: number;
  readonly t: number;
  readonly steps: number;
}

const isUpdate = ({ t, steps }: SmallBatch): boolean => t % steps === 0;

/** What is handed on. Source: Ott, Edunov, Grangier & Auli, WMT 2018, section 3.2. */
export function accumulated(field: MpfrField, batch: SmallBatch): Between {
  if (!isUpdate(batch)) return field.number(0);
  return field.div(total(field, [batch.sum, batch.g]), field.number(batch.steps));
}

/** What is kept, same source. */
export function kept(field: MpfrField, batch: SmallBatch): Between {
  return isUpdate(batch) ? field.number(0) : total(field, [batch.sum, batch.g]);
}

/** A gradient of a scaled loss, unscaled. Source: Micikevicius et al., ICLR 2018, section 3.2. */
export function unscaled(field: MpfrField, g: number, scale: number): Between {
  return field.div(field.number(g), field.number(scale));
}
