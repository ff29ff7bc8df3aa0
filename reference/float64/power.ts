import type { BinaryLoop, Bounds } from './arithmetic.ts';
import { EXP, exp } from './exp.ts';
import { kernelAbove, kernelBelow } from './kernel.ts';
import { LOG, log } from './log.ts';
import { above, below } from './outward.ts';

/**
 * Lower bound of m^n for m >= 0 and an integer n >= 1: binary powering with every product rounded down. All factors are
 * non-negative, so lower bounds of the factors give one of the product. m = +Infinity stands for a bound that overflowed.
 */
export function powerBelow(m: number, n: number): number {
  let result = -1;
  for (let base = m, rest = n; ; base = Math.max(0, below(base * base))) {
    if (rest % 2 === 1) result = result < 0 ? base : Math.max(0, below(result * base));
    rest = Math.floor(rest / 2);
    if (rest === 0) return result;
  }
}

/** Upper bound of m^n, as `powerBelow`; a product with an exact zero stays zero. */
export function powerAbove(m: number, n: number): number {
  if (m === 0) return 0;
  let result = -1;
  for (let base = m, rest = n; ; base = above(base * base)) {
    if (rest % 2 === 1) result = result < 0 ? base : above(result * base);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result;
  }
}

/** x^2, tight through zero: the natural extension of the square, not of a product. */
export function squareBounds(a: Bounds, out: Bounds, n: number): void {
  const { lower, upper } = out;
  const points = a.lower === a.upper;
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    const u = a.upper[i]!;
    if (points) {
      const p = l * l;
      lower[i] = p === 0 ? 0 : below(p);
      upper[i] = l === 0 ? 0 : above(p);
      continue;
    }
    const near = l > 0 ? l : Math.min(u, 0);
    const far = Math.max(-l, u);
    const p = near * near;
    lower[i] = p === 0 ? 0 : below(p);
    upper[i] = far === 0 ? 0 : above(far * far);
  }
}

/** [l, u]^n for an integer n, written to element i of `out`; x^0 = 1, and a base that touches zero with n < 0 is 1/0. */
function integerPower(l: number, u: number, n: number, out: Bounds, i: number): void {
  if (n === 0) {
    out.lower[i] = 1;
    out.upper[i] = 1;
    return;
  }
  const count = Math.abs(n);
  const even = count % 2 === 0;
  const near = l > 0 ? l : u < 0 ? -u : 0;
  let lower: number;
  let upper: number;
  if (even) {
    lower = near === 0 ? 0 : powerBelow(near, count);
    upper = powerAbove(Math.max(-l, u), count);
  } else {
    lower = l >= 0 ? powerBelow(l, count) : -powerAbove(-l, count);
    upper = u > 0 ? powerAbove(u, count) : -powerBelow(-u, count);
  }
  if (n > 0) {
    out.lower[i] = lower;
    out.upper[i] = upper;
    return;
  }
  if (even ? near === 0 : l <= 0 && u >= 0) {
    // The reciprocal of an interval that holds zero: a half line where the sign is known.
    const positive = even || l >= 0;
    const negative = !even && u <= 0;
    out.lower[i] = positive && upper > 0 ? Math.max(0, below(1 / upper)) : -Infinity;
    out.upper[i] = negative && lower < 0 ? Math.min(0, above(1 / lower)) : Infinity;
    return;
  }
  // Away from zero in truth; a bound that underflowed to zero leaves that side of the reciprocal unbounded: 1/0 is
  // Infinity, but a negative bound may have become a zero of either sign.
  const positive = even || l > 0;
  out.lower[i] = positive ? Math.max(0, below(1 / upper)) : upper === 0 ? -Infinity : below(1 / upper);
  out.upper[i] = positive ? above(1 / lower) : Math.min(0, above(1 / lower));
}

/**
 * b^e = exp(e ln b) for b > 0; 0^e = 0 for e > 0. A base partly below zero is cut to the domain unless the exponent
 * might be an integer, which leaves the whole line; a base entirely below zero with no integer in reach is undefined.
 */
function realPower(l: number, u: number, el: number, eu: number, out: Bounds, i: number): void {
  if (l < 0 && Math.floor(eu) >= el) {
    out.lower[i] = -Infinity;
    out.upper[i] = Infinity;
    return;
  }
  if (u < 0) {
    out.lower[i] = Infinity;
    out.upper[i] = -Infinity;
    return;
  }
  if (!(l > 0) && !(el > 0)) {
    out.lower[i] = 0;
    out.upper[i] = Infinity;
    return;
  }
  const logLower = l > 0 ? kernelBelow(LOG, log(l)) : -Infinity;
  const logUpper = kernelAbove(LOG, log(u));
  // el <= eu and logLower <= logUpper: the extreme products are among the four of the ends.
  const p = el * logLower;
  const q = el * logUpper;
  const r = eu * logLower;
  const s = eu * logUpper;
  const low = below(Math.min(p, q, r, s));
  const high = above(Math.max(p, q, r, s));
  out.lower[i] = l > 0 ? kernelBelow(EXP, exp(low)) : 0;
  out.upper[i] = u === 0 ? 0 : kernelAbove(EXP, exp(high));
}

/** a^n for a written integer n. */
export function integerPowerBounds(a: Bounds, maskA: number, n: number, out: Bounds, size: number): void {
  for (let i = 0; i < size; i++) integerPower(a.lower[i & maskA]!, a.upper[i & maskA]!, n, out, i);
}

/** a^b: integer powers wherever the exponent is exactly an integer, else powers of non-negative bases. */
export const powerBounds: BinaryLoop = (a, maskA, b, maskB, out, n) => {
  for (let i = 0; i < n; i++) {
    const l = a.lower[i & maskA]!;
    const u = a.upper[i & maskA]!;
    const el = b.lower[i & maskB]!;
    const eu = b.upper[i & maskB]!;
    if (el === eu && Number.isInteger(el) && Math.abs(el) <= Number.MAX_SAFE_INTEGER) integerPower(l, u, el, out, i);
    else realPower(l, u, el, eu, out, i);
    if (out.lower[i] === Infinity && out.upper[i] === -Infinity) out.empty = true;
  }
};
