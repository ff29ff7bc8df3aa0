import type { Rational } from '../../../spec/language/rational.ts';

/**
 * Intervals of real numbers with dyadic ends, multiples of 2^-FRACTION_BITS, in exact integer arithmetic: sums are exact,
 * products and quotients are rounded outward. 220 bits leave 167 below u = 2^-53, so that nothing a proof says hangs on
 * them.
 */
export interface Fixed {
  readonly lo: bigint;
  readonly hi: bigint;
}

const FRACTION_BITS = 220n;
const UNIT = 1n << FRACTION_BITS;

const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b);

/** Division of BigInts truncates; `b` is positive. */
function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b > a ? quotient - 1n : quotient;
}

const minimum = (...values: bigint[]): bigint => values.reduce((a, b) => (a < b ? a : b));
const maximum = (...values: bigint[]): bigint => values.reduce((a, b) => (a > b ? a : b));

export const fixed = (q: Rational): Fixed => ({
  lo: floorDivide(q.num << FRACTION_BITS, q.den),
  hi: ceilDivide(q.num << FRACTION_BITS, q.den),
});

/** Everything between two rational numbers. */
export const between = (lower: Rational, upper: Rational): Fixed => ({ lo: fixed(lower).lo, hi: fixed(upper).hi });

export const add = (a: Fixed, b: Fixed): Fixed => ({ lo: a.lo + b.lo, hi: a.hi + b.hi });
export const negate = (a: Fixed): Fixed => ({ lo: -a.hi, hi: -a.lo });
export const subtract = (a: Fixed, b: Fixed): Fixed => add(a, negate(b));

export function multiply(a: Fixed, b: Fixed): Fixed {
  if (a.lo >= 0n && b.lo >= 0n) return { lo: (a.lo * b.lo) >> FRACTION_BITS, hi: -((-a.hi * b.hi) >> FRACTION_BITS) };
  if (a.hi <= 0n) return negate(multiply(negate(a), b));
  if (b.hi <= 0n) return negate(multiply(a, negate(b)));
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
  return { lo: minimum(...corners) >> FRACTION_BITS, hi: -(-maximum(...corners) >> FRACTION_BITS) };
}

/** @throws RangeError if `b` may be zero */
export function divide(a: Fixed, b: Fixed): Fixed {
  if (b.lo <= 0n) {
    if (b.hi >= 0n) throw new RangeError('a divisor that may be zero');
    return divide(negate(a), negate(b));
  }
  const numerators = [a.lo << FRACTION_BITS, a.hi << FRACTION_BITS];
  const quotients = numerators.flatMap((n) => [floorDivide(n, b.lo), floorDivide(n, b.hi)]);
  const above = numerators.flatMap((n) => [ceilDivide(n, b.lo), ceilDivide(n, b.hi)]);
  return { lo: minimum(...quotients), hi: maximum(...above) };
}

export function power(a: Fixed, n: number): Fixed {
  let product: Fixed = { lo: UNIT, hi: UNIT };
  for (let i = 0; i < n; i++) product = multiply(product, a);
  return product;
}

/** The largest magnitude, and the smallest. */
export const size = (a: Fixed): Fixed => {
  const top = maximum(-a.lo, a.hi);
  return { lo: top, hi: top };
};
export const leastSize = (a: Fixed): Fixed => {
  const least = maximum(a.lo, -a.hi, 0n);
  return { lo: least, hi: least };
};

export const isBelow = (a: Fixed, b: Fixed): boolean => a.hi <= b.lo;

/** Either of two. */
export const hull = (a: Fixed, b: Fixed): Fixed => ({ lo: minimum(a.lo, b.lo), hi: maximum(a.hi, b.hi) });

/** The upper end in units of u = 2^-53, for a message; exact values stay in integers. */
export const inUnits = (a: Fixed): number => Number((a.hi * 10_000n) >> (FRACTION_BITS - 53n)) / 10_000;
