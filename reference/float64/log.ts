import { LN2_HIGH, LN2_LOW } from './exp.ts';
import type { Kernel64 } from './kernel.ts';

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Which half of a float64 holds sign and exponent: 1 on little-endian machines. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
const TWO_54 = 2 ** 54;

/**
 * 2 atanh(s) for |s| <= 0.1717 with relative error below 2.2 u, given s exactly.
 *
 * 2s + s z P(z), z = s^2 <= 0.0295, P = 2/3 + 2z/5 + ... + 2z^10/23. Truncation: the next term 2 z^12/25 over 2 is below
 * z^12/25 < 1.8e-20. The tail s z P is at most 0.0104 of 2s and carries Horner's rounding (below 2.1 u of 2/3 plus
 * those of the higher terms, 2.3 u in all) and three products: 5.3 u * 0.0104 = 0.06 u. The last sum rounds by u.
 */
export function twiceAtanh(s: number): number {
  const z = s * s;
  const p =
    2 / 3 +
    z *
      (2 / 5 +
        z *
          (2 / 7 +
            z *
              (2 / 9 +
                z *
                  (2 / 11 + z * (2 / 13 + z * (2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21 + z * (2 / 23))))))))));
  return 2 * s + s * z * p;
}

/**
 * ln x for x > 0 with relative error below 8u = 2^-50; -Infinity at 0.
 *
 * x = 2^e m with m in [0.7071, 1.4143]. s = (m - 1)/(m + 1): m - 1 is exact (Sterbenz), the sum and the quotient round:
 * 2 u, and the condition of atanh at |s| < 0.172 is below 1.011; with `twiceAtanh` ln m errs by 3.3 u relative. That is all
 * for e = 0. Else |ln x| >= ln 2 - 0.3466 = 0.3465 and e LN2_HIGH is exact: 3.3 u * 0.3466 = 1.15 u, the inner sum
 * 0.35 u, over 0.3465: 4.4 u, and the last sum u: 5.4 u < 8 u.
 */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let e = -1023;
  number[0] = x;
  if (words[HIGH]! < 0x00100000) {
    number[0] = x * TWO_54;
    e -= 54;
  }
  const high = words[HIGH]!;
  e += high >>> 20;
  words[HIGH] = (high & 0x000fffff) | 0x3ff00000;
  let m = number[0]!;
  if (m > Math.SQRT2) {
    m *= 0.5;
    e += 1;
  }
  const y = twiceAtanh((m - 1) / (m + 1));
  return e === 0 ? y : e * LN2_HIGH + (y + e * LN2_LOW);
}

/** Domain x >= 0. */
export const LOG: Kernel64 = {
  name: 'log',
  at: log,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = log(x[i]!);
  },
  relative: 2 ** -50,
  absolute: 0,
  minimum: -Infinity,
  maximum: Infinity,
};
