import { exp } from './exp.ts';
import { expm1 } from './expm1.ts';
import type { Kernel64 } from './kernel.ts';

/**
 * From here on e^-2|x| < 2^-115, so sinh and cosh are e^|x|/2 to far less than u; e^|x|/2 is (e^(|x|/2))^2 / 2, which does
 * not overflow before the result does. |x|/2 is exact.
 */
const LARGE = 40;

function halfExp(magnitude: number): number {
  const root = exp(0.5 * magnitude);
  return 0.5 * root * root;
}

/**
 * sinh x with relative error below 16u = 2^-49 and 2 eta more where it is subnormal.
 *
 * sinh |x| = (t + t/(t+1)) / 2 with t = e^|x| - 1. Both terms are positive; t errs by 8 u, t/(t+1) has condition
 * 1/(t+1) <= 1 and two roundings: 10 u; the sum rounds: 11 u. Large arguments: twice 4 u and one rounding.
 */
export function sinh(x: number): number {
  const magnitude = Math.abs(x);
  let y: number;
  if (magnitude > LARGE) y = halfExp(magnitude);
  else {
    const t = expm1(magnitude);
    y = 0.5 * (t + t / (t + 1));
  }
  return x < 0 ? -y : y;
}

/** cosh x with relative error below 16u = 2^-49: (e + 1/e)/2 errs by 4 u + 2 u; large arguments as for sinh, 9 u. */
export function cosh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude > LARGE) return halfExp(magnitude);
  const e = exp(magnitude);
  return 0.5 * (e + 1 / e);
}

export const SINH: Kernel64 = {
  name: 'sinh',
  at: sinh,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = sinh(x[i]!);
  },
  relative: 2 ** -49,
  absolute: 2 * Number.MIN_VALUE,
  minimum: -Infinity,
  maximum: Infinity,
};

export const COSH: Kernel64 = {
  name: 'cosh',
  at: cosh,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = cosh(x[i]!);
  },
  relative: 2 ** -49,
  absolute: 0,
  minimum: 1,
  maximum: Infinity,
};
