import type { Between, MpfrField } from './field.ts';

/** The logistic function of a number known to lie between two others, 1 / (2 + (e^-z - 1)): no cancellation at either end. */
export function logistic(field: MpfrField, z: Between): Between {
  return field.div(field.number(1), field.add(field.number(2), field.expm1(field.neg(z))));
}

/** Its derivative: e^-z / (1 + e^-z)^2 = 1 / (2 + 2 cosh z) = (sech(z/2) / 2)^2. */
export function logisticSlope(field: MpfrField, z: Between): Between {
  return field.square(field.scale(field.sech(field.scale(z, -1)), -1));
}

/**
 * The logistic function 1 / (1 + e^-x) with one primitive.
 * Source: Goodfellow, Bengio & Courville, "Deep Learning", 2016, eq. 3.30.
 */
export const sigmoid = (field: MpfrField, x: number): Between => logistic(field, field.number(x));

/** Its derivative, as the square of half a hyperbolic secant. */
export const sigmoidDerivative = (field: MpfrField, x: number): Between => logisticSlope(field, field.number(x));
