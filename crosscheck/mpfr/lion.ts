import { towards } from './adam.ts';
import type { Between, MpfrField } from './field.ts';

/** One element of one step: the average and the parameter before it, and the gradient. */
export interface LionStep {
  readonly theta: number;
  readonly g: number;
  readonly m: number;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly weightDecay: number;
}

/**
 * The average after the step. Source: Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023,
 * algorithm 2 (arXiv:2302.06675).
 */
export const lionMoment = (field: MpfrField, step: LionStep): Between =>
  towards(field, field.number(step.m), field.number(step.g), step.beta2);

/** The parameter after the step, same source: theta (1 - lr weightDecay) - lr times the sign of the mixture. */
export function lionParameter(field: MpfrField, step: LionStep): Between {
  const sign = field.sign(towards(field, field.number(step.m), field.number(step.g), step.beta1));
  // Too few bits to tell the sign: any number, until there are more.
  if (sign === undefined) return field.div(field.number(1), field.number(0));
  const lr = field.number(step.lr);
  const shrink = field.sub(field.number(1), field.mul(lr, field.number(step.weightDecay)));
  return field.sub(field.mul(field.number(step.theta), shrink), field.mul(field.number(sign), lr));
}
