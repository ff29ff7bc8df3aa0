import { expTail, LN2_HIGH, LN2_LOW, LOG2_E, scale } from './exp.ts';
import type { Kernel64 } from './kernel.ts';

/**
 * e^x - 1 with relative error below 8u = 2^-50 and eta more where it is subnormal.
 *
 * x = k ln 2 + r as in `exp`, t = e^r - 1 = r + r^2 q.
 *
 * - k = 0: r = x exactly. t rounds once (u); r^2 q errs by r^2 (1.8 u + 2 * 0.5632 u + truncation 0.37 u) = 3.3 u r^2,
 *   and |t| >= 0.84 |r|: at most 0.35 * 3.3 / 0.84 u = 1.4 u. Sum 2.4 u. If r^2 underflows, r + (at most eta) remains.
 * - k != 0: e^x - 1 = 2^k t + (2^k - 1). Both terms are exact images of t for |k| <= 53, and t errs by at most
 *   0.36 u + 0.42 u + 0.05 u, and 1.42 * 0.36 u from r: 1.34 u. Over |e^x - 1|: for k = 1, 2 * 1.34 u / (2 * 0.704 - 1) =
 *   6.6 u; for k = -1, 0.67 u / (1 - 0.5 * 1.42) = 2.3 u; k = 2: 5.36 u / 1.81 = 3.0 u; larger |k| less. The last sum
 *   rounds by 1 u: 7.6 u < 8 u.
 * - k > 53: 2^k - 1 is rounded to 2^k, within 2^-54 relative: at most 1.34 u / 0.704 + 2 u.
 * - k < -53: -1 + e^x rounds to -1 within u.
 */
export function expm1(x: number): number {
  if (!(x < 710)) return Infinity;
  if (x < -40) return -1;
  const k = Math.floor(x * LOG2_E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  const t = r + r * r * expTail(r);
  if (k === 0) return t;
  // Beyond 2^1022 the two terms could overflow where their sum does not; 1 is far below half an ulp there.
  if (k > 60) return scale(1 + t, k);
  const power = scale(1, k);
  return power * t + (power - 1);
}

export const EXPM1: Kernel64 = {
  name: 'expm1',
  at: expm1,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = expm1(x[i]!);
  },
  relative: 2 ** -50,
  absolute: Number.MIN_VALUE,
  minimum: -1,
  maximum: Infinity,
  // As for exp: the same two float64, since the 1 that is subtracted is nothing there.
  overflowFloor: Number.MAX_VALUE,
};
