import type { Between, MpfrField } from './field.ts';

/** Hyperbolic tangent, MPFR's own. Source: NIST DLMF 4.28.4. */
export function tanh(field: MpfrField, x: number): Between {
  return field.tanh(field.number(x));
}

/** Its derivative, sech^2 x. Source: NIST DLMF 4.34.3. */
export function tanhDerivative(field: MpfrField, x: number): Between {
  return field.square(field.sech(field.number(x)));
}
