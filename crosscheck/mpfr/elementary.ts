import type { Between, MpfrField } from './field.ts';

/** e^x as the square of e^(x/2). Source: NIST DLMF 4.8.7 (e^(u+v) = e^u e^v). */
export const exp = (field: MpfrField, x: number): Between => field.square(field.exp(field.scale(field.number(x), -1)));

/** Its derivative: MPFR's own exponential. */
export const expDerivative = (field: MpfrField, x: number): Between => field.exp(field.number(x));

/** e^x - 1, MPFR's own. Source: NIST DLMF 4.2.19. */
export const expm1 = (field: MpfrField, x: number): Between => field.expm1(field.number(x));

/** Its derivative, e^x. */
export const expm1Derivative = exp;

/** ln(1 + x) for x > -1, MPFR's own. Source: NIST DLMF 4.6.1. */
export const log1p = (field: MpfrField, x: number): Between => field.log1p(field.number(x));

/** Its derivative, 1 / (1 + x). */
export const log1pDerivative = (field: MpfrField, x: number): Between =>
  field.div(field.number(1), field.add(field.number(1), field.number(x)));

/** The error function, MPFR's own. Source: NIST DLMF 7.2.1. */
export const erf = (field: MpfrField, x: number): Between => field.erf(field.number(x));

/** Its derivative, 2 / sqrt(pi e^(2 x^2)): one root. Source: NIST DLMF 7.10.1. */
export function erfDerivative(field: MpfrField, x: number): Between {
  const fall = field.exp(field.neg(field.scale(field.square(field.number(x)), 1)));
  return field.scale(field.sqrt(field.div(fall, field.pi())), 1);
}
