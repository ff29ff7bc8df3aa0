import { type AdamStep, adamFirstMoment, adamSecondMoment } from './adam.ts';
import type { Between, MpfrField } from './field.ts';

/**
 * The parameter after a step of RAdam. Source: Liu et al., "On the variance of the adaptive learning rate and beyond",
 * ICLR 2020, algorithm 2 (arXiv:1908.03265), with the threshold 5 and the epsilon of PyTorch's manual.
 *
 * With b = beta2, e = 1 - b, c1 = 1 - beta1^t, c2 = 1 - b^t and R = (1 + b) c2 - 2 t b^t e the two lengths are
 * rho_inf = (1 + b) / e and rho_t = R / (e c2), and
 *
 *     rho_inf - 4 = (5 b - 3) / e        rho_inf - 2 = (3 b - 1) / e
 *     r^2 c2 = (R - 4 e c2) (R - 2 e c2) (1 + b) / ((5 b - 3) (3 b - 1) R) = N / Q,
 *
 * so that the step is lr m sqrt(N Q) / (c1 Q (sqrt(v) + epsilon)). Every number but the two roots is a polynomial in the
 * inputs. At the threshold R = 5 e c2.
 */
export function radamParameter(field: MpfrField, step: AdamStep): Between {
  const one = field.number(1);
  const whole = (n: number, a: Between): Between => field.mul(field.number(n), a);
  const b = field.number(step.beta2);
  const power = field.power(b, step.t);
  const e = field.sub(one, b);
  const c1 = field.sub(one, field.power(field.number(step.beta1), step.t));
  const c2 = field.sub(one, power);
  const R = field.sub(field.mul(field.add(one, b), c2), whole(2 * step.t, field.mul(power, e)));
  const unit = field.mul(e, c2);
  const beyond = field.sign(field.sub(R, whole(5, unit)));
  // Too few bits to tell on which side of the threshold the step is: any number, until there are more.
  if (beyond === undefined) return field.div(one, field.number(0));
  const theta = field.number(step.theta);
  const moved = field.mul(field.number(step.lr), adamFirstMoment(field, step, 'none'));
  if (beyond !== 1) return field.div(field.sub(field.mul(theta, c1), moved), c1);
  if (field.sign(moved) === 0) return theta;
  const N = field.mul(field.mul(field.sub(R, whole(4, unit)), field.sub(R, whole(2, unit))), field.add(one, b));
  const Q = field.mul(field.mul(field.sub(whole(5, b), field.number(3)), field.sub(whole(3, b), one)), R);
  const root = field.add(field.sqrt(adamSecondMoment(field, step, 'none')), field.number(step.epsilon));
  const below = field.mul(field.mul(c1, Q), root);
  return field.div(field.sub(field.mul(theta, below), field.mul(moved, field.sqrt(field.mul(N, Q)))), below);
}
