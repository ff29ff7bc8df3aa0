import type { Between, MpfrField } from './field.ts';
import { sigmoid } from './sigmoid.ts';
import { softplus } from './softplus.ts';

/**
 * x tanh(softplus x) without the hyperbola: tanh(ln(1 + e^x)) is N / (N + 2) with N = e^x (e^x + 2), and the same over
 * e^2x where e^x would overflow. Source: Misra, "Mish", BMVC 2020, eq. 1.
 */
export function mish(field: MpfrField, x: number): Between {
  const two = field.number(2);
  const w = field.exp(field.number(-Math.abs(x)));
  if (x <= 0) {
    const rise = field.mul(w, field.add(w, two));
    return field.div(field.mul(field.number(x), rise), field.add(rise, two));
  }
  const numerator = field.add(field.number(1), field.scale(w, 1));
  const denominator = field.add(numerator, field.scale(field.square(w), 1));
  return field.div(field.mul(field.number(x), numerator), denominator);
}

/** Its derivative, tanh s + x sech^2(s) sigma(x) with s = softplus x. Source: Misra, eq. 2. */
export function mishDerivative(field: MpfrField, x: number): Between {
  const s = softplus(field, x);
  const slope = field.mul(field.square(field.sech(s)), sigmoid(field, x));
  return field.add(field.tanh(s), field.mul(field.number(x), slope));
}
