import { expm1 } from './expm1.ts';
import type { Kernel64 } from './kernel.ts';

/**
 * tanh x with relative error below 16u = 2^-49 and 2 eta more where it is subnormal.
 *
 * tanh |x| = t / (t + 2) with t = e^(2|x|) - 1, where 2|x| is exact. t errs by 8 u; d ln tanh / d ln t = 2/(t + 2) <= 1
 * passes no more than that on; the sum and the quotient round by u each: 10 u. Above 22, 1 - tanh x < 2 e^-44 = 1.6e-19
 * is less than u/100. A subnormal t has errors of eta, halved by the quotient, which rounds by eta/2.
 */
export function tanh(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude > 22) return x > 0 ? 1 : -1;
  const t = expm1(2 * magnitude);
  const y = t / (t + 2);
  return x < 0 ? -y : y;
}

export const TANH: Kernel64 = {
  name: 'tanh',
  at: tanh,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = tanh(x[i]!);
  },
  relative: 2 ** -49,
  absolute: 2 * Number.MIN_VALUE,
  minimum: -1,
  maximum: 1,
};
