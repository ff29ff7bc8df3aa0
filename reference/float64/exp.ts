import type { Kernel64 } from './kernel.ts';

/** ln 2 to 42 bits, a multiple of 2^-42; times an integer below 2^11 it is exact. */
export const LN2_HIGH = 0.6931471805598903;
/** ln 2 - LN2_HIGH, rounded: off by less than 2^-101. */
export const LN2_LOW = 5.497923018708371e-14;
/** 1/ln 2, rounded. Only the choice of k depends on it. */
export const LOG2_E = Math.LOG2E;

/** 2^k for -600 <= k <= 600, by doubling and halving, which are exact (`**` promises nothing). */
const POWERS = new Float64Array(1201);
for (let k = 0, up = 1, down = 1; k <= 600; k++, up *= 2, down /= 2) {
  POWERS[600 + k] = up;
  POWERS[600 - k] = down;
}

/** `x * 2^k` for |k| <= 1200: the first product is exact for 1/2 <= |x| <= 2, the second rounds only on underflow. */
export function scale(x: number, k: number): number {
  const half = k >> 1;
  return x * POWERS[half + 600]! * POWERS[k - half + 600]!;
}

/**
 * (e^r - 1 - r) / r^2 for |r| <= 0.35, by its Taylor series to r^11/13!, in four groups of four (Estrin's scheme): three
 * products deep instead of eleven, so that one value need not wait for the one before.
 *
 * Truncation: the tail r^12/14! (1 + r/15 + ...) is below 1.04 * 0.35^12/14! = 4.1e-17; times r^2 it is 5.0e-18 = 0.045 u.
 * Rounding: below 1.8 u. The two sums of the first group and the last one are at most 0.57, 1.7 u together; the products are at
 * most 0.06 and carry a few u. kernel-proof.test.ts follows these lines, and those that use them, in exact rationals.
 */
export function expTail(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const first = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));
  const second = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880));
  const third = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800));
  return first + r4 * (second + r4 * third);
}

/**
 * e^x with relative error below 4u = 2^-51 and, where the result is subnormal, eta more.
 *
 * k = round(x / ln 2), r = x - k ln 2, |r| <= 0.35 (ln 2 / 2 = 0.3466 and the choice of k errs by less than 1e-12).
 * x - k LN2_HIGH is exact: for k = 0 trivially; else 0.346 < |x| < 1024, so ulp(x) <= 2^-43
 * divides both (LN2_HIGH is a multiple of 2^-42), and the difference, at most 0.35 < 2^53 ulp(x), is representable. What remains in
 * r: rounding of k LN2_LOW (below 2^-86), LN2_LOW itself (2^-90), the last subtraction 0.35 u. With t = e^r - 1:
 *
 *     r^2 q:  0.1225 * 1.8 u + two roundings of 0.069   = 0.36 u
 *     + r  :  rounding of |t| <= 0.42                   = 0.42 u
 *     + 1  :  rounding of a sum below 2                 = 1.00 u
 *     truncation                                        = 0.05 u
 *
 * 1.83 u over e^r >= 0.704 is 2.6 u, and 0.36 u from r: 3.0 u < 4 u. Above 710 the result overflows in truth; below
 * -746 it is less than eta/2.
 */
export function exp(x: number): number {
  if (!(x < 710)) return Infinity;
  if (x < -746) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  return scale(1 + (r + r * r * expTail(r)), k);
}

export const EXP: Kernel64 = {
  name: 'exp',
  at: exp,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = exp(x[i]!);
  },
  relative: 2 ** -51,
  absolute: Number.MIN_VALUE,
  minimum: 0,
  maximum: Infinity,
  // e^x passes 2^1024 between two neighbouring float64, 2.4e-14 below it at one and 9.0e-14 above at the other, far more
  // than the kernel errs: the value is infinite at the second and finite at the first.
  overflowFloor: Number.MAX_VALUE,
};
