import type { Between, MpfrField } from './field.ts';
import { meanSquare, type RmspropStep } from './rmsprop.ts';

/** One element of one step of Adadelta: both mean squares are those before the step. */
export interface AdadeltaStep extends RmspropStep {
  readonly accumulatedUpdate: number;
}

/** P = mean square of the updates before the step + epsilon; Q = that of the gradients after it + epsilon. */
function regularised(field: MpfrField, step: AdadeltaStep): { P: Between; Q: Between } {
  const epsilon = field.number(step.epsilon);
  const P = field.add(field.number(step.accumulatedUpdate), epsilon);
  return { P, Q: field.add(meanSquare(field, step), epsilon) };
}

/**
 * The mean square of the updates after the step: Zeiler, 2012 (arXiv:1212.5701), algorithm 1. The square of an update is
 * g^2 P / Q, rational without any root; on one denominator (rho u Q + (1 - rho) g^2 P) / Q.
 */
export function adadeltaUpdates(field: MpfrField, step: AdadeltaStep): Between {
  const { P, Q } = regularised(field, step);
  const rho = field.number(step.rho);
  const kept = field.mul(field.mul(rho, field.number(step.accumulatedUpdate)), Q);
  const added = field.mul(field.mul(field.sub(field.number(1), rho), field.square(field.number(step.g))), P);
  return field.div(field.add(kept, added), Q);
}

/**
 * The parameter after the step, same source, times a learning rate that is 1 in the paper. The ratio of the two roots is
 * sqrt(P Q) / Q, so that with one denominator everything above the line is exact whenever P Q is a square.
 */
export function adadeltaParameter(field: MpfrField, step: AdadeltaStep): Between {
  const theta = field.number(step.theta);
  if (step.g === 0 || step.lr === 0) return theta;
  const { P, Q } = regularised(field, step);
  const root = field.sqrt(field.mul(P, Q));
  const moved = field.mul(field.mul(field.number(step.lr), field.number(step.g)), root);
  return field.div(field.sub(field.mul(theta, Q), moved), Q);
}
