import { bitLength } from '../bit-length.ts';
import type { BinaryInterval, PointFunction } from './binary.ts';
import { naturalLogOfTwo } from './constants.ts';
import {
  addEnds,
  type Dyadic,
  divideEnds,
  greater,
  INFINITE,
  isInfinite,
  lesser,
  multiplyEnds,
  negate,
  ONE_END,
  roundEnd,
  shiftDown,
  subtractEnds,
  TWO_END,
  top,
  ZERO_END,
} from './dyadic.ts';

/** Arguments of 2^31 and more are not reduced: their exponentials are only bounded by those of +-2^30. */
const HUGE = 31;

const ONE_INTERVAL: BinaryInterval = { lo: ONE_END, hi: ONE_END };
const MINUS_ONE: Dyadic = { m: -1n, e: 0 };

/**
 * e^x = 2^k (e^(r / 2^s))^(2^s) with r = x - k ln 2 in [0, ln 2) up to rounding, in fixed point of w bits.
 *
 * Errors in units of 2^-w, all from floors unless said: r has at most 4 (the argument, and ln 2 taken with as many
 * extra bits as k has), so t = r / 2^s has at most 5. With 0 <= t < 1 each Taylor term has at most 3 more (its own
 * floors and what its predecessor passes on), the terms left out at most 4, and the error of t moves the sum by at
 * most 5 e^t < 15: together below 3n + 20 for n terms. Squaring v < 2 turns an error d into at most 2vd + d^2 + 1;
 * the intermediate values multiply to less than 2, so s squarings give below 2^(s+2) (3n + 20 + s).
 */
export const expPoint: PointFunction = (x, p) => {
  if (x.m === 0n) return ONE_INTERVAL;
  const size = top(x);
  if (size > HUGE) {
    return x.m > 0n
      ? { lo: isInfinite(x) ? INFINITE : { m: 1n, e: 2 ** 30 }, hi: INFINITE }
      : { lo: ZERO_END, hi: isInfinite(x) ? ZERO_END : { m: 1n, e: -(2 ** 30) } };
  }
  // |x| < 2^-p: 1 and 1 + 2x, from |e^x - 1| <= 2|x| for |x| <= 1.
  if (size < -p - 1) {
    const near = addEnds(ONE_END, { m: x.m, e: x.e + 1 }, p, x.m > 0n);
    return x.m > 0n ? { lo: ONE_END, hi: near } : { lo: near, hi: ONE_END };
  }
  const s = 4 + Math.floor(Math.sqrt(p) / 3);
  const w = p + s + 14 + bitLength(BigInt(p));
  const argument = shiftDown(x.m, -(x.e + w));
  // The estimate of k may be off by one at a multiple of ln 2; the next lines then move r back into [0, ln 2).
  const estimate = size > 0 ? argument / naturalLogOfTwo(w) : 0n;
  const extra = bitLength(estimate) + 1;
  const ln2 = naturalLogOfTwo(w + extra);
  let k = estimate;
  let r = argument - ((k * ln2) >> BigInt(extra));
  const step = ln2 >> BigInt(extra);
  while (r < 0n) {
    r += step;
    k -= 1n;
  }
  while (r >= step) {
    r -= step;
    k += 1n;
  }
  const shift = BigInt(w);
  const t = r >> BigInt(s);
  let term = 1n << shift;
  let value = term;
  let n = 0n;
  while (term !== 0n) {
    n += 1n;
    term = ((term * t) >> shift) / n;
    value += term;
  }
  for (let i = 0; i < s; i++) value = (value * value) >> shift;
  const error = (3n * n + 20n + BigInt(s)) << BigInt(s + 2);
  const scale = Number(k) - w;
  const lo = roundEnd(value - error, scale, p, false);
  const hi = roundEnd(value + error, scale, p, true);
  // e^x is above 1 exactly where x is above 0.
  return x.m > 0n ? { lo: greater(lo, ONE_END), hi } : { lo, hi: lesser(hi, ONE_END) };
};

/** e^x - 1, relatively accurate: near 0 the exponential carries as many more bits as the subtraction cancels. */
export const expm1Point: PointFunction = (x, p) => {
  if (x.m === 0n) return { lo: ZERO_END, hi: ZERO_END };
  if (isInfinite(x)) return x.m > 0n ? { lo: INFINITE, hi: INFINITE } : { lo: MINUS_ONE, hi: MINUS_ONE };
  const size = top(x);
  // x <= e^x - 1 <= x + x^2 for |x| <= 1, and x^2 is below 2^-p of x here.
  if (size < -p - 2) {
    return { lo: roundEnd(x.m, x.e, p, false), hi: addEnds(x, multiplyEnds(x, x, p, true), p, true) };
  }
  const { lo, hi } = expPoint(x, p + Math.max(0, -size) + 6);
  return { lo: addEnds(lo, MINUS_ONE, p, false), hi: addEnds(hi, MINUS_ONE, p, true) };
};

/** An odd function that is known for positive arguments. */
export const odd =
  (positive: PointFunction): PointFunction =>
  (x, p) => {
    if (x.m === 0n) return { lo: ZERO_END, hi: ZERO_END };
    if (x.m > 0n) return positive(x, p);
    const { lo, hi } = positive(negate(x), p);
    return { lo: negate(hi), hi: negate(lo) };
  };

/** tanh x = E / (E + 2) with E = e^(2x) - 1: increasing in E, no cancellation for x > 0. */
export const tanhPoint: PointFunction = odd((x, p) => {
  const E = expm1Point({ m: x.m, e: x.e + 1 }, p + 6);
  const ratio = (end: Dyadic, up: boolean): Dyadic =>
    isInfinite(end) ? ONE_END : divideEnds(end, addEnds(end, TWO_END, p + 6, !up), p, up);
  return { lo: lesser(ratio(E.lo, false), ONE_END), hi: lesser(ratio(E.hi, true), ONE_END) };
});

/** sinh x = (E + E / (E + 1)) / 2 with E = e^x - 1: both terms positive and increasing for x > 0. */
export const sinhPoint: PointFunction = odd((x, p) => {
  const E = expm1Point(x, p + 6);
  const half = (end: Dyadic, up: boolean): Dyadic => {
    if (isInfinite(end)) return end;
    const rest = divideEnds(end, addEnds(end, ONE_END, p + 6, !up), p + 6, up);
    const sum = addEnds(end, rest, p, up);
    return { m: sum.m, e: sum.e - 1 };
  };
  return { lo: half(E.lo, false), hi: half(E.hi, true) };
});

/** cosh x = (E + 1/E) / 2 with E = e^|x| >= 1, where it increases in E. */
export const coshPoint: PointFunction = (x, p) => {
  const E = expPoint(x.m < 0n ? negate(x) : x, p + 6);
  const half = (end: Dyadic, up: boolean): Dyadic => {
    if (isInfinite(end)) return end;
    const sum = addEnds(end, divideEnds(ONE_END, end, p + 6, up), p, up);
    return { m: sum.m, e: sum.e - 1 };
  };
  return { lo: greater(half(E.lo, false), ONE_END), hi: half(E.hi, true) };
};

/** Bounds of e^(-x^2), the square taken exactly. */
export function gaussian(x: Dyadic, p: number): BinaryInterval {
  return isInfinite(x) ? { lo: ZERO_END, hi: ZERO_END } : expPoint({ m: -x.m * x.m, e: 2 * x.e }, p);
}

/** 1 - [lo, hi]. */
export const oneMinus = (a: BinaryInterval, p: number): BinaryInterval => ({
  lo: subtractEnds(ONE_END, a.hi, p, false),
  hi: subtractEnds(ONE_END, a.lo, p, true),
});
