import type { Between, MpfrField } from './field.ts';

/** One element of one step of gradient descent. */
export interface SgdStep {
  readonly theta: number;
  readonly g: number;
  readonly lr: number;
}

/** The parameter after the step: Robbins & Monro, Ann. Math. Statist. 22, 1951, equation 8, with a rate that is given. */
export function sgdParameter(field: MpfrField, { theta, g, lr }: SgdStep): Between {
  return field.add(field.number(theta), field.mul(field.number(lr), field.number(-g)));
}
