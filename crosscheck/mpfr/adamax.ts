import { towards } from './adam.ts';
import type { Between, MpfrField } from './field.ts';

/** One element of one step: the states and the parameter before it, the gradient, and the number of the step. */
export interface AdamaxStep {
  readonly theta: number;
  readonly g: number;
  readonly m: number;
  readonly infinityNorm: number;
  readonly t: number;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The average after the step. Source: Kingma & Ba, ICLR 2015, algorithm 2 (arXiv:1412.6980). */
export const adamaxMoment = (field: MpfrField, step: AdamaxStep): Between =>
  towards(field, field.number(step.m), field.number(step.g), step.beta1);

/** The norm after the step, same source; epsilon joins the gradient, as the manual of PyTorch's Adamax states it. */
export function adamaxNorm(field: MpfrField, step: AdamaxStep): Between {
  const faded = field.mul(field.number(step.beta2), field.number(step.infinityNorm));
  return field.max(faded, field.add(field.abs(field.number(step.g)), field.number(step.epsilon)));
}

/**
 * The parameter after the step, same source. On one denominator, (theta c1 u - lr m) / (c1 u) with c1 = 1 - beta1^t,
 * nothing is rounded before the division, so that a tie shows as a tie.
 */
export function adamaxParameter(field: MpfrField, step: AdamaxStep): Between {
  const c1 = field.sub(field.number(1), field.power(field.number(step.beta1), step.t));
  const below = field.mul(c1, adamaxNorm(field, step));
  const moved = field.mul(field.number(step.lr), adamaxMoment(field, step));
  return field.div(field.sub(field.mul(field.number(step.theta), below), moved), below);
}
