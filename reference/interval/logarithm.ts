import { bitLength } from '../bit-length.ts';
import type { PointFunction } from './binary.ts';
import { naturalLogOfTwo } from './constants.ts';
import {
  addEnds,
  INFINITE,
  isInfinite,
  MINUS_INFINITE,
  multiplyEnds,
  ONE_END,
  roundEnd,
  subtractEnds,
  top,
  ZERO_END,
} from './dyadic.ts';

/**
 * log x = k ln 2 + 2 artanh z with z = (y - 1) / (y + 1), y = x / 2^k in [1/sqrt 2, sqrt 2], so |z| < 0.172.
 *
 * Errors in units of 2^-w: z one, z^2 two, each power of z at most two (0.03 of its predecessor's, z times that of
 * z^2, one floor), so each of n terms at most three; the terms left out at most three. Doubled that is below
 * 6n + 8, and k ln 2 with as many extra bits as k has adds at most 3.
 * Where k = 0 the result is of the size of y - 1, and w grows by the leading zeros of that, so the bound is relative.
 */
export const logPoint: PointFunction = (x, p) => {
  if (x.m <= 0n) return { lo: MINUS_INFINITE, hi: MINUS_INFINITE };
  if (isInfinite(x)) return { lo: INFINITE, hi: INFINITE };
  const length = bitLength(x.m);
  // y = x.m / 2^scale: first in [1/2, 1), then doubled where it lies below 0.7071 (by its leading 53 bits).
  const leading = Number(length > 53 ? x.m >> BigInt(length - 53) : x.m << BigInt(53 - length)) / 2 ** 53;
  const scale = leading < Math.SQRT1_2 ? length - 1 : length;
  const k = BigInt(x.e + scale);
  const unit = 1n << BigInt(scale);
  const difference = x.m - unit;
  if (difference === 0n && k === 0n) return { lo: ZERO_END, hi: ZERO_END };
  const cancelled = k === 0n ? scale - bitLength(difference) : 0;
  const w = p + cancelled + 12 + bitLength(BigInt(p + cancelled));
  const shift = BigInt(w);
  const z = ((difference < 0n ? -difference : difference) << shift) / (x.m + unit);
  const square = (z * z) >> shift;
  let power = z;
  let sum = 0n;
  let n = 0n;
  while (power !== 0n) {
    sum += power / (2n * n + 1n);
    power = (power * square) >> shift;
    n += 1n;
  }
  const extra = BigInt(bitLength(k) + 1);
  const turns = k === 0n ? 0n : (k * naturalLogOfTwo(w + Number(extra))) >> extra;
  const value = turns + 2n * (difference < 0n ? -sum : sum);
  const error = 6n * n + 12n;
  return { lo: roundEnd(value - error, -w, p, false), hi: roundEnd(value + error, -w, p, true) };
};

/**
 * log(1 + x): the sum is formed with as many more bits as x has leading zeros, so that nothing of x is lost.
 * Below 2^-p it is bounded by x - x^2 <= log(1 + x) <= x, which holds for |x| <= 1/2.
 */
export const log1pPoint: PointFunction = (x, p) => {
  if (x.m === 0n) return { lo: ZERO_END, hi: ZERO_END };
  if (isInfinite(x)) return x.m > 0n ? { lo: INFINITE, hi: INFINITE } : { lo: MINUS_INFINITE, hi: MINUS_INFINITE };
  const size = top(x);
  if (size < -p - 2) {
    return { lo: subtractEnds(x, multiplyEnds(x, x, p, true), p, false), hi: roundEnd(x.m, x.e, p, true) };
  }
  const q = p + 8 + Math.max(0, -size);
  return {
    lo: logPoint(addEnds(ONE_END, x, q, false), p).lo,
    hi: logPoint(addEnds(ONE_END, x, q, true), p).hi,
  };
};
