import { bitLength } from '../bit-length.ts';
import type { BinaryInterval, PointFunction } from './binary.ts';
import { piConstant } from './constants.ts';
import {
  compareEnds,
  type Dyadic,
  greater,
  isInfinite,
  lesser,
  multiplyEnds,
  ONE_END,
  roundEnd,
  shiftDown,
  subtractEnds,
  top,
  ZERO_END,
} from './dyadic.ts';

const MINUS_ONE: Dyadic = { m: -1n, e: 0 };
const WHOLE: BinaryInterval = { lo: MINUS_ONE, hi: ONE_END };

/** Arguments beyond 2^HUGE are not reduced; any sine lies in [-1, 1]. */
const HUGE = 16_384;

/**
 * sin or cos of r / 2^w by Taylor, |r| <= 2^w. Each term has an error of at most 2 units (two floors, the error of
 * r^2, and its predecessor's shrunk by at least 1/2), n terms and those left out at most 2n + 4.
 */
function taylor(r: bigint, w: number, sine: boolean): { value: bigint; error: bigint } {
  const shift = BigInt(w);
  const square = (r * r) >> shift;
  let term = sine ? r : 1n << shift;
  let value = term;
  let n = sine ? 1n : 0n;
  while (term !== 0n && term !== -1n) {
    term = -((term * square) >> shift) / ((n + 1n) * (n + 2n));
    value += term;
    n += 2n;
  }
  return { value, error: 2n * n + 8n };
}

/** sin(x + quarter pi/2) with x reduced by the nearest multiple of pi/2. */
function sineAt(x: Dyadic, quarter: bigint, p: number): BinaryInterval {
  const size = top(x);
  if (isInfinite(x) || size > HUGE) return WHOLE;
  const w = p + 12 + bitLength(BigInt(p)) + (quarter === 0n ? Math.max(0, -size) : 0);
  const argument = shiftDown(x.m, -(x.e + w));
  const extra = Math.max(0, size) + 2;
  const pi = piConstant(w + extra);
  const doubled = argument << BigInt(extra + 1);
  // The nearest multiple of pi/2, or its neighbour when x lies half-way: either leaves |r| < 1.
  const numerator = 2n * doubled + pi;
  const turns = numerator / (2n * pi) - (numerator < 0n ? 1n : 0n);
  const r = argument - ((turns * pi) >> BigInt(extra + 1));
  const place = (((turns + quarter) % 4n) + 4n) % 4n;
  const { value, error } = taylor(r, w, place % 2n === 0n);
  const signed = place >= 2n ? -value : value;
  // r itself is off by at most 4 units (the argument, and pi/2 with as many extra bits as the turns have), which
  // moves a sine by no more.
  const off = error + 4n;
  return {
    lo: greater(roundEnd(signed - off, -w, p, false), MINUS_ONE),
    hi: lesser(roundEnd(signed + off, -w, p, true), ONE_END),
  };
}

export const sinPoint: PointFunction = (x, p) => {
  if (x.m === 0n) return { lo: ZERO_END, hi: ZERO_END };
  // |x| (1 - x^2) <= |sin x| <= |x| for |x| <= 1.
  if (2 * top(x) < -p - 2) {
    const factor = subtractEnds(ONE_END, multiplyEnds(x, x, p, true), p + 4, false);
    return x.m > 0n
      ? { lo: multiplyEnds(x, factor, p, false), hi: roundEnd(x.m, x.e, p, true) }
      : { lo: roundEnd(x.m, x.e, p, false), hi: multiplyEnds(x, factor, p, true) };
  }
  return sineAt(x, 0n, p);
};

export const cosPoint: PointFunction = (x, p) => {
  if (x.m === 0n) return { lo: ONE_END, hi: ONE_END };
  // 1 - x^2 <= cos x <= 1.
  if (2 * top(x) < -p - 2) {
    return { lo: subtractEnds(ONE_END, multiplyEnds(x, x, p, true), p, false), hi: ONE_END };
  }
  return sineAt(x, 1n, p);
};

/** Which arch between neighbouring extrema x lies in, bounded: floor((x + offset pi/2) / pi). */
function arches(x: Dyadic, offset: bigint): { least: bigint; most: bigint } {
  const w = 64 + Math.max(0, top(x));
  const argument = shiftDown(x.m, -(x.e + w));
  const pi = piConstant(w);
  const shifted = 2n * argument + offset * pi;
  // floor of the argument and the error of pi (offset <= 1) are within 8 units.
  const floorOver = (units: bigint): bigint => {
    const least = units / (2n * pi);
    return least * 2n * pi > units ? least - 1n : least;
  };
  // Dividing by pi +- 2 instead of pi moves a quotient of at most 2^(top) by less than 2^-60: widen by a 2^-40.
  const slack = (pi >> 40n) + 8n;
  return { least: floorOver(shifted - slack), most: floorOver(shifted + slack) };
}

/**
 * The range over an interval: the ends, and +-1 for each extremum that may lie inside. Claiming an extremum too many
 * is sound, so the arches are bounded outward.
 */
function overInterval(point: PointFunction, offset: 0n | 1n) {
  return (a: BinaryInterval, p: number): BinaryInterval => {
    if (compareEnds(a.lo, a.hi) === 0) return point(a.lo, p);
    if (isInfinite(a.lo) || isInfinite(a.hi) || Math.max(top(a.lo), top(a.hi)) > HUGE) return WHOLE;
    const first = arches(a.lo, offset).least;
    const last = arches(a.hi, offset).most;
    if (last - first > 1n) return WHOLE;
    const left = point(a.lo, p);
    const right = point(a.hi, p);
    const ends = { lo: lesser(left.lo, right.lo), hi: greater(left.hi, right.hi) };
    if (first === last) return ends;
    // Where arch n begins cos(n pi) = (-1)^n, and sin(n pi - pi/2) = -(-1)^n.
    return (last + offset) % 2n === 0n ? { lo: ends.lo, hi: ONE_END } : { lo: MINUS_ONE, hi: ends.hi };
  };
}

export const cosInterval = overInterval(cosPoint, 0n);
export const sinInterval = overInterval(sinPoint, 1n);
