import { erfNearZero } from './erf.ts';
import { ERFCX_TABLE } from './erfcx-table.ts';
import { exp } from './exp.ts';
import type { Kernel64 } from './kernel.ts';

/** 2^27 + 1, Veltkamp's constant for splitting 53 bits into 26 and 26. */
const SPLITTER = 134217729;
/** Coefficients a cell. */
const ROW = 15;

/**
 * erfcx(x) = e^(x^2) erfc(x) for 0 <= x < 27.5, with relative error below 3.2 u: Taylor about the middle of the cell of
 * width 1/4 that holds x, d = x - c, |d| <= 1/8.
 *
 * Truncation: erfcx(x) = 2/sqrt(pi) * integral of e^(-t^2 - 2xt) over t >= 0 (DLMF 7.7.1), so its derivatives
 * alternate in sign and shrink in magnitude as x grows: |y^(15)| is largest at the left end of the cell, and the remainder
 * is at most |y^(15)(left)|/15! * 8^-15. Largest in the first cell: 1/Gamma(17/2) * 8^-15 = 2.1e-18 < 0.03 u of y.
 * Rounding: x - c is exact from the second cell on (Sterbenz); in the first it errs by u/8, which moves y by less than
 * 0.15 u. Coefficient i passes i products, i + 1 sums and its own rounding: sum (2i + 2) u |c_i| / 8^i, below 3 u of y;
 * erfcx-table.test.ts follows the arithmetic of every cell in exact rationals.
 */
export function erfcx(x: number): number {
  const cell = Math.floor(x * 4);
  const d = x - (cell * 0.25 + 0.125);
  const t = ERFCX_TABLE;
  const i = cell * ROW;
  return (
    t[i + 0]! +
    d *
      (t[i + 1]! +
        d *
          (t[i + 2]! +
            d *
              (t[i + 3]! +
                d *
                  (t[i + 4]! +
                    d *
                      (t[i + 5]! +
                        d *
                          (t[i + 6]! +
                            d *
                              (t[i + 7]! +
                                d *
                                  (t[i + 8]! +
                                    d *
                                      (t[i + 9]! +
                                        d *
                                          (t[i + 10]! +
                                            d *
                                              (t[i + 11]! +
                                                d * (t[i + 12]! + d * (t[i + 13]! + d * t[i + 14]!)))))))))))))
  );
}

/**
 * erfc x for x >= 0 with relative error below 10.5 u and 2 eta more where it is subnormal.
 *
 * erfc x = erfcx(x) e^(-s - l), where s + l = x^2 exactly (Dekker's product on Veltkamp's halves; x < 27.5, so nothing
 * overflows). |l| <= u 757 < 2^-43, so e^-l = 1 - l within l^2 < 2^-86. Errors: erfcx 3.2 u, exp 4 u, and the roundings of
 * 1 - l and of two products. A subnormal e^-s errs by eta, times erfcx <= 1, and the product rounds by eta/2.
 * From 27.5 on, erfc x < e^-756.25 < eta/2^17.
 */
function erfcPositive(x: number): number {
  if (!(x < 27.5)) return 0;
  const s = x * x;
  const shifted = SPLITTER * x;
  const high = shifted - (shifted - x);
  const low = x - high;
  const l = low * low - (s - high * high - 2 * high * low);
  return erfcx(x) * (1 - l) * exp(-s);
}

/**
 * erfc x with relative error below 16u = 2^-49 and 2 eta more where it is subnormal.
 *
 * For x < 0 it is 1 + erf|x| near zero, 2 - erfc|x| beyond -1/2: (4.6 u * 0.53 + 1.53 u) / 1, or (10.5 u * 0.48 + 2 u) / 1.52.
 */
export function erfc(x: number): number {
  if (x >= 0) return erfcPositive(x);
  return x > -0.5 ? 1 + erfNearZero(-x) : 2 - erfcPositive(-x);
}

/**
 * erf x with relative error below 16u = 2^-49 and 2 eta more where it is subnormal: `erfNearZero` 4.6 u below 1/2; else
 * 1 - erfc x, where erfc <= 0.4796 and erf >= 0.5204: 10.5 u * 0.922 + u = 10.7 u.
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 0.5) return erfNearZero(x);
  const y = 1 - erfcPositive(magnitude);
  return x < 0 ? -y : y;
}

export const ERFC: Kernel64 = {
  name: 'erfc',
  at: erfc,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = erfc(x[i]!);
  },
  relative: 2 ** -49,
  absolute: 2 * Number.MIN_VALUE,
  minimum: 0,
  maximum: 2,
};

export const ERF: Kernel64 = {
  name: 'erf',
  at: erf,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = erf(x[i]!);
  },
  relative: 2 ** -49,
  absolute: 2 * Number.MIN_VALUE,
  minimum: -1,
  maximum: 1,
};
