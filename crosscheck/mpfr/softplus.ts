import type { Between, MpfrField } from './field.ts';
import { sigmoid } from './sigmoid.ts';

/**
 * ln(1 + e^x) = max(0, x) + 2 artanh(w / (2 + w)) with w = e^-|x|: the area of the hyperbola instead of a logarithm.
 * Source: Dugas et al., "Incorporating second-order functional knowledge", NIPS 2000, section 3.
 */
export function softplus(field: MpfrField, x: number): Between {
  const w = field.exp(field.number(-Math.abs(x)));
  const bend = field.scale(field.atanh(field.div(w, field.add(field.number(2), w))), 1);
  return x > 0 ? field.add(field.number(x), bend) : bend;
}

/** Its derivative, the logistic function. */
export const softplusDerivative = (field: MpfrField, x: number): Between => sigmoid(field, x);

/** ln sigma(x) = -softplus(-x). Source: the same relation, Goodfellow, Bengio & Courville, 2016, eq. 3.34. */
export const logSigmoid = (field: MpfrField, x: number): Between => field.neg(softplus(field, -x));

/** Its derivative, sigma(-x). */
export const logSigmoidDerivative = (field: MpfrField, x: number): Between => sigmoid(field, -x);
