import type { Between, MpfrField } from './field.ts';

/**
 * The logistic function 1 / (1 + e^-x) as 1 / (2 + (e^-x - 1)): one primitive, no cancellation at either end.
 * Source: Goodfellow, Bengio & Courville, "Deep Learning", 2016, eq. 3.30.
 */
export function sigmoid(field: MpfrField, x: number): Between {
  return field.div(field.number(1), field.add(field.number(2), field.expm1(field.number(-x))));
}

/** Its derivative: e^-x / (1 + e^-x)^2 = 1 / (2 + 2 cosh x) = (sech(x/2) / 2)^2. */
export function sigmoidDerivative(field: MpfrField, x: number): Between {
  return field.square(field.scale(field.sech(field.scale(field.number(x), -1)), -1));
}
