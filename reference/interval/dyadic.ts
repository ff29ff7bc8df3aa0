import { bitLength } from '../bit-length.ts';

/**
 * One end of a binary interval: `m * 2^e`. Infinities have `e = Infinity` and `m = +-1`; zero has `m = 0`.
 * Every operation takes a precision `p` and a direction and is correctly rounded in that direction or a little
 * beyond (to `p` bits, one bit more or less where the length of a product is not worth finding out).
 */
export interface Dyadic {
  readonly m: bigint;
  readonly e: number;
}

export const ZERO_END: Dyadic = { m: 0n, e: 0 };
export const ONE_END: Dyadic = { m: 1n, e: 0 };
export const TWO_END: Dyadic = { m: 1n, e: 1 };
export const INFINITE: Dyadic = { m: 1n, e: Number.POSITIVE_INFINITY };
export const MINUS_INFINITE: Dyadic = { m: -1n, e: Number.POSITIVE_INFINITY };

/** Ends beyond 2^+-LIMIT are replaced by an infinite or zero end: exponents stay exact in a float64. */
const LIMIT = 2 ** 40;

export const isInfinite = (a: Dyadic): boolean => a.e === Number.POSITIVE_INFINITY;
export const isNegative = (a: Dyadic): boolean => a.m < 0n;
export const isPositive = (a: Dyadic): boolean => a.m > 0n;
export const negate = (a: Dyadic): Dyadic => (a.m === 0n ? a : { m: -a.m, e: a.e });

/** The exponent `t` with 2^(t-1) <= |a| < 2^t; `Infinity` for infinities, `-Infinity` for zero. */
export const top = (a: Dyadic): number => (a.m === 0n ? Number.NEGATIVE_INFINITY : a.e + bitLength(a.m));

/** `floor(m / 2^shift)`, for a shift of either sign. */
export const shiftDown = (m: bigint, shift: number): bigint => (shift >= 0 ? m >> BigInt(shift) : m << BigInt(-shift));

/** `m * 2^e` rounded to `p` bits, up or down. */
export function roundEnd(m: bigint, e: number, p: number, up: boolean): Dyadic {
  if (m === 0n) return ZERO_END;
  const length = bitLength(m);
  if (e + length > LIMIT) {
    if (m > 0n) return up ? INFINITE : { m: 1n, e: LIMIT };
    return up ? { m: -1n, e: LIMIT } : MINUS_INFINITE;
  }
  if (e + length < -LIMIT) {
    if (m > 0n) return up ? { m: 1n, e: -LIMIT } : ZERO_END;
    return up ? ZERO_END : { m: -1n, e: -LIMIT };
  }
  const excess = length - p;
  if (excess <= 0) return { m, e };
  const shift = BigInt(excess);
  // A right shift of a BigInt rounds toward minus infinity.
  return { m: up ? -(-m >> shift) : m >> shift, e: e + excess };
}

/** -1, 0 or 1 as `a` is below, at or above `b`. */
export function compareEnds(a: Dyadic, b: Dyadic): -1 | 0 | 1 {
  const signA = a.m > 0n ? 1 : a.m < 0n ? -1 : 0;
  const signB = b.m > 0n ? 1 : b.m < 0n ? -1 : 0;
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  const topA = top(a);
  const topB = top(b);
  if (topA !== topB) return topA < topB === signA > 0 ? -1 : 1;
  if (isInfinite(a)) return 0;
  const shift = a.e - b.e;
  const left = shift > 0 ? a.m << BigInt(shift) : a.m;
  const right = shift < 0 ? b.m << BigInt(-shift) : b.m;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const lesser = (a: Dyadic, b: Dyadic): Dyadic => (compareEnds(a, b) <= 0 ? a : b);
export const greater = (a: Dyadic, b: Dyadic): Dyadic => (compareEnds(a, b) >= 0 ? a : b);

/** `a + b`; the operands are never infinities of opposite sign (lower ends are added to lower ends). */
export function addEnds(a: Dyadic, b: Dyadic, p: number, up: boolean): Dyadic {
  if (a.m === 0n) return isInfinite(b) ? b : roundEnd(b.m, b.e, p, up);
  if (b.m === 0n || isInfinite(a)) return isInfinite(a) ? a : roundEnd(a.m, a.e, p, up);
  if (isInfinite(b)) return b;
  const gap = a.e - b.e;
  if (gap > 2 * p + 64 || gap < -2 * p - 64) {
    const [big, small] = top(a) >= top(b) ? [a, b] : [b, a];
    const length = bitLength(big.m);
    const reach = Math.max(p, length) + 4;
    if (top(big) - top(small) > reach) {
      // |small| < 2^(top(big) - reach) <= one unit of the last place taken here, so one unit toward it encloses the
      // sum on its far side and none on its near side.
      const extend = reach - length;
      const toward = small.m > 0n === up ? (up ? 1n : -1n) : 0n;
      return roundEnd((big.m << BigInt(extend)) + toward, big.e - extend, p, up);
    }
  }
  return gap >= 0
    ? roundEnd((a.m << BigInt(gap)) + b.m, b.e, p, up)
    : roundEnd(a.m + (b.m << BigInt(-gap)), a.e, p, up);
}

export const subtractEnds = (a: Dyadic, b: Dyadic, p: number, up: boolean): Dyadic => addEnds(a, negate(b), p, up);

/** `a b`, where 0 times an infinite end is 0: ends bound sets of reals, and 0 times any real is 0. */
export function multiplyEnds(a: Dyadic, b: Dyadic, p: number, up: boolean): Dyadic {
  if (a.m === 0n || b.m === 0n) return ZERO_END;
  if (isInfinite(a) || isInfinite(b)) return a.m > 0n === b.m > 0n ? INFINITE : MINUS_INFINITE;
  return roundEnd(a.m * b.m, a.e + b.e, p, up);
}

/** `a / b` for a nonzero `b`; at most one of them is infinite. */
export function divideEnds(a: Dyadic, b: Dyadic, p: number, up: boolean): Dyadic {
  if (a.m === 0n || isInfinite(b)) return ZERO_END;
  if (isInfinite(a)) return b.m > 0n ? a : negate(a);
  const shift = Math.max(0, p + 2 + bitLength(b.m) - bitLength(a.m));
  let numerator = a.m << BigInt(shift);
  let denominator = b.m;
  if (denominator < 0n) {
    numerator = -numerator;
    denominator = -denominator;
  }
  return roundEnd(divideToward(numerator, denominator, up), a.e - b.e - shift, p, up);
}

/** `numerator / denominator` rounded to an integer, up or down; the denominator is positive. */
export function divideToward(numerator: bigint, denominator: bigint, up: boolean): bigint {
  const quotient = numerator / denominator;
  if (quotient * denominator === numerator) return quotient;
  // BigInt division truncates toward zero.
  if (up) return numerator > 0n ? quotient + 1n : quotient;
  return numerator < 0n ? quotient - 1n : quotient;
}

/** `floor(sqrt(n))` for `n >= 0`, by Newton's iteration from the float64 root of the leading bits. */
export function integerRoot(n: bigint): bigint {
  if (n === 0n) return 0n;
  const length = bitLength(n);
  let root: bigint;
  if (length <= 1000) {
    root = BigInt(Math.floor(Math.sqrt(Number(n))));
  } else {
    const half = length >> 2;
    root = integerRoot(n >> BigInt(2 * half)) << BigInt(half);
  }
  // Newton from any positive start lands at or above the root after one step and then descends to it.
  root = (root + n / root) >> 1n;
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) break;
    root = next;
  }
  while (root * root > n) root--;
  while ((root + 1n) * (root + 1n) <= n) root++;
  return root;
}

/** `sqrt(a)` for `a >= 0`. */
export function rootEnd(a: Dyadic, p: number, up: boolean): Dyadic {
  if (a.m === 0n || isInfinite(a)) return a;
  const wanted = Math.max(0, 2 * p + 2 - bitLength(a.m));
  const shift = (a.e - wanted) % 2 === 0 ? wanted : wanted + 1;
  const scaled = a.m << BigInt(shift);
  const root = integerRoot(scaled);
  const exact = root * root === scaled;
  return roundEnd(up && !exact ? root + 1n : root, (a.e - shift) / 2, p, up);
}
