import type { Kernel64 } from './kernel.ts';
import { log, twiceAtanh } from './log.ts';

/**
 * ln(1 + x) for x >= -1 with relative error below 8u = 2^-50 and 2 eta more where it is subnormal.
 *
 * - -0.29 < x < 0.41: 2 atanh(s), s = x/(2 + x), |s| <= 0.17: the sum and the quotient round, as in `log`: 3.3 u.
 * - else y = fl(1 + x) and c = (1 + x) - y exactly (Knuth's TwoSum): ln(1 + x) = ln y + c/y - O(u^2), with |c/y| <= u.
 *   |ln y| >= 0.34, so the quotient's own rounding is nothing; `log` errs by 5.4 u and the sum rounds by u.
 */
export function log1p(x: number): number {
  if (x > -0.29 && x < 0.41) return twiceAtanh(x / (2 + x));
  const y = 1 + x;
  if (y === 0 || y === Infinity) return log(y);
  const part = y - 1;
  const c = 1 - (y - part) + (x - part);
  return log(y) + c / y;
}

/** Domain x >= -1. */
export const LOG1P: Kernel64 = {
  name: 'log1p',
  at: log1p,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = log1p(x[i]!);
  },
  relative: 2 ** -50,
  absolute: 2 * Number.MIN_VALUE,
  minimum: -Infinity,
  maximum: Infinity,
};
