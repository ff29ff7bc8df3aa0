import { type AdamStep, adamFirstMoment, adamSecondMoment } from './adam.ts';
import type { Between, MpfrField } from './field.ts';

/** A step of Adam with the running maximum before it. */
export interface AmsgradStep extends AdamStep {
  readonly vMax: number;
}

/** The running maximum after the step. Source: Reddi, Kale & Kumar, ICLR 2018, algorithm 2 (arXiv:1904.09237). */
export const amsgradMaximum = (field: MpfrField, step: AmsgradStep): Between =>
  field.max(field.number(step.vMax), adamSecondMoment(field, step, 'none'));

/**
 * The parameter after the step: algorithm 2 with the corrections of Kingma & Ba (algorithm 1) applied to the average
 * and to the maximum, as PyTorch's manual states it under `amsgrad`.
 *
 * With c1 = 1 - beta1^t, c2 = 1 - beta2^t, w the maximum and D = sqrt(w c2) + epsilon c2, on one denominator:
 * (theta c1 D - lr m c2) / (c1 D).
 */
export function amsgradParameter(field: MpfrField, step: AmsgradStep): Between {
  const one = field.number(1);
  const m = adamFirstMoment(field, step, 'none');
  const theta = field.number(step.theta);
  if (field.sign(m) === 0) return theta;
  const c1 = field.sub(one, field.power(field.number(step.beta1), step.t));
  const c2 = field.sub(one, field.power(field.number(step.beta2), step.t));
  const root = field.sqrt(field.mul(amsgradMaximum(field, step), c2));
  const below = field.mul(c1, field.add(root, field.mul(field.number(step.epsilon), c2)));
  const moved = field.mul(field.number(step.lr), field.mul(m, c2));
  return field.div(field.sub(field.mul(theta, below), moved), below);
}
