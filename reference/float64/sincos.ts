import type { Kernel64 } from './kernel.ts';

/** pi/2 in three parts: two with 17 or more trailing zero bits, so that k < 2^16 times them is exact, and the rest. */
export const HALF_PI_1 = 1.5707963267341256;
export const HALF_PI_2 = 6.077100506303966e-11;
export const HALF_PI_3 = 2.0222662487959506e-21;
const TWO_OVER_PI = 0.6366197723675814;

/** Arguments beyond this have the trivial enclosure [-1, 1]. */
export const SINCOS_LIMIT = 1e5;

/**
 * sin r for |r| <= 0.79: Taylor to r^17/17!; remainder below 0.79^19/19! = 9.4e-20, relative 1.7e-19 < 0.002 u.
 * The tail after r is at most 0.11 |r| and errs by 6 u (coefficient, Horner, products): 0.66 u; the last sum rounds by u.
 */
function sinTaylor(r: number): number {
  const z = r * r;
  const p =
    -1 / 6 +
    z *
      (1 / 120 +
        z *
          (-1 / 5040 +
            z *
              (1 / 362880 +
                z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000))))));
  return r + r * z * p;
}

/**
 * cos r for |r| <= 0.79: Taylor to r^16/16!; remainder below 0.79^18/18! = 2.3e-18 = 0.03 u over cos r >= 0.70.
 * The tail after 1 is at most 0.32 and errs by 5 u relative: 1.6 u; the last sum rounds by u/2: 2.1 u / 0.70 = 3 u.
 */
function cosTaylor(r: number): number {
  const z = r * r;
  const p =
    -1 / 2 +
    z *
      (1 / 24 +
        z *
          (-1 / 720 +
            z * (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z / 20922789888000))))));
  return 1 + z * p;
}

/**
 * sin(x + quarter * pi/2) for |x| <= 1e5 with relative error below 8u = 2^-50 and absolute error below 2^-96 besides.
 *
 * k = round(2x/pi) < 2^16, r = x - k pi/2, |r| <= 0.79. x - k HALF_PI_1 is exact as in `exp`: both are multiples of
 * ulp(x) or of 2^-30 and the difference is smaller than x. k HALF_PI_2 is exact and subtracting it rounds by u |r2|;
 * k HALF_PI_3 is below 2^-52.8, rounds below 2^-105, and what is missing of pi/2 is below 2^-106; the last subtraction
 * rounds by u |r|. Since |r2| <= |r| + 2^-52, r errs by 2.1 u |r| + 2^-104. Near a zero of the function the absolute part is
 * all that matters; elsewhere 2.1 u |r| is at most 2.1 u of sin r and 1.7 u * tan(0.79) of cos r. With 1.7 u or 3 u of the
 * Taylor sums: below 6 u.
 */
function quarterSine(x: number, quarter: number): number {
  const k = Math.floor(x * TWO_OVER_PI + 0.5);
  const r = x - k * HALF_PI_1 - k * HALF_PI_2 - k * HALF_PI_3;
  const q = (k + quarter) & 3;
  const y = (q & 1) === 0 ? sinTaylor(r) : cosTaylor(r);
  return q >= 2 ? -y : y;
}

/** sin x for |x| <= 1e5; the bound is that of `quarterSine`. */
export const sin = (x: number): number => quarterSine(x, 0);
/** cos x for |x| <= 1e5. */
export const cos = (x: number): number => quarterSine(x, 1);

const SHARED = { relative: 2 ** -50, absolute: 2 ** -96, minimum: -1, maximum: 1 };

export const SIN: Kernel64 = {
  name: 'sin',
  at: sin,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = quarterSine(x[i]!, 0);
  },
  ...SHARED,
};

export const COS: Kernel64 = {
  name: 'cos',
  at: cos,
  each(x, out, n) {
    for (let i = 0; i < n; i++) out[i] = quarterSine(x[i]!, 1);
  },
  ...SHARED,
};
