import { bitLength } from '../bit-length.ts';
import type { BinaryInterval, PointFunction } from './binary.ts';
import { piConstant } from './constants.ts';
import {
  addEnds,
  type Dyadic,
  divideEnds,
  isInfinite,
  lesser,
  multiplyEnds,
  negate,
  ONE_END,
  rootEnd,
  roundEnd,
  shiftDown,
  subtractEnds,
  top,
  ZERO_END,
} from './dyadic.ts';
import { gaussian, odd, oneMinus } from './exponential.ts';

const TWO: Dyadic = { m: 1n, e: 1 };

/** 1 / sqrt(pi). */
function inverseRootOfPi(p: number): BinaryInterval {
  const pi = piConstant(p + 8);
  const end = (units: bigint, up: boolean): Dyadic =>
    divideEnds(ONE_END, rootEnd({ m: units, e: -p - 8 }, p + 4, !up), p, up);
  return { lo: end(pi + 2n, false), hi: end(pi - 2n, true) };
}

const product = (a: BinaryInterval, b: BinaryInterval, p: number): BinaryInterval => ({
  lo: multiplyEnds(a.lo, b.lo, p, false),
  hi: multiplyEnds(a.hi, b.hi, p, true),
});

/**
 * Sum over n >= 0 of 2^n x^(2n+1) / (2n+1)!! for x > 0 (Abramowitz and Stegun 7.1.6): positive terms, each the one
 * before times 2x^2/(2n+1). Summed twice in fixed point, once rounding everything down and once rounding everything
 * up. Once the ratio is below 1/2 the terms left out are together at most the last one.
 */
function positiveSeries(x: Dyadic, p: number): BinaryInterval {
  const w = p + 16 + bitLength(BigInt(p)) + Math.max(0, -top(x));
  const shift = BigInt(w);
  const argument = shiftDown(x.m, -(x.e + w));
  const squareShift = 2 * x.e + 1 + w;
  const ratioLow = shiftDown(x.m * x.m, -squareShift);
  const ratioHigh = ratioLow + 1n;
  let low = argument;
  let high = argument + 1n;
  let sumLow = low;
  let sumHigh = high;
  for (let odds = 3n; ; odds += 2n) {
    low = ((low * ratioLow) >> shift) / odds;
    // Two floors: each is at most one unit below its exact quotient.
    high = ((high * ratioHigh) >> shift) / odds + 2n;
    sumLow += low;
    sumHigh += high;
    if (low === 0n && 2n * ratioHigh < odds << shift) break;
  }
  return { lo: roundEnd(sumLow, -w, p, false), hi: roundEnd(sumHigh + high, -w, p, true) };
}

/** erf x = 2/sqrt(pi) e^(-x^2) times the positive series, for 0 < x with x^2 of moderate size. */
function erfBySeries(x: Dyadic, p: number): BinaryInterval {
  const q = p + 6;
  const { lo, hi } = product(product(positiveSeries(x, q), gaussian(x, q), q), inverseRootOfPi(q), p);
  return { lo: { m: lo.m, e: lo.e + 1 }, hi: { m: hi.m, e: hi.e + 1 } };
}

/** A float64 near x > 0, for choosing a method; Infinity where x is large. */
const roughly = (x: Dyadic): number => {
  const excess = Math.max(0, bitLength(x.m) - 53);
  return x.e + excess > 900 ? Number.POSITIVE_INFINITY : Number(x.m >> BigInt(excess)) * 2 ** (x.e + excess);
};

export const erfPoint: PointFunction = odd((x, p) => {
  if (isInfinite(x)) return { lo: ONE_END, hi: ONE_END };
  // 2x/sqrt(pi) (1 - x^2/3) <= erf x <= 2x/sqrt(pi), the alternating series of A&S 7.1.5 cut after one and two terms.
  if (2 * top(x) < -p - 2) {
    const slope = inverseRootOfPi(p + 4);
    const twice = { m: x.m, e: x.e + 1 };
    const factor = subtractEnds(ONE_END, multiplyEnds(x, x, p + 4, true), p + 4, false);
    return {
      lo: multiplyEnds(multiplyEnds(twice, slope.lo, p + 4, false), factor, p, false),
      hi: multiplyEnds(twice, slope.hi, p, true),
    };
  }
  const rough = roughly(x);
  // 0 < erfc x <= e^(-x^2) for x >= 0, which is below 2^-p here: 1 - 2^-p is as near to 1 as p bits come.
  if (Math.LOG2E * rough * rough > p + 4) return { lo: { m: (1n << BigInt(p)) - 1n, e: -p }, hi: ONE_END };
  const { lo, hi } = erfBySeries(x, p);
  return { lo, hi: lesser(hi, ONE_END) };
});

/**
 * erfc x = e^(-x^2) / sqrt(pi) / (x + F1) with F_n = (n/2) / (x + F_(n+1)), for x > 0 (Laplace's continued fraction,
 * Abramowitz and Stegun 7.1.14, convergent for every x > 0). All F_n are positive, so F_N lies in [0, (N/2)/x], and
 * running the recurrence down with both ends, rounded outward, encloses F_1: no estimate of convergence is trusted,
 * a start too low only gives a wide result, and the start is doubled until it is narrow.
 */
function erfcByFraction(x: Dyadic, p: number, rough: number): BinaryInterval {
  const q = p + 6;
  const w = q + 10;
  const xLow = shiftDown(x.m, -(x.e + w));
  const xHigh = xLow + 1n;
  const shift = BigInt(2 * w - 1);
  let low = 0n;
  let high = 0n;
  let n = 6 + Math.ceil((0.07 * p * p) / (rough * rough));
  do {
    n *= 2;
    low = 0n;
    high = (BigInt(n) << shift) / xLow + 1n;
    for (let i = BigInt(n - 1); i >= 1n; i--) {
      const numerator = i << shift;
      [low, high] = [numerator / (xHigh + high), numerator / (xLow + low) + 1n];
    }
  } while (high - low > 64n);
  const scale = product(gaussian(x, q), inverseRootOfPi(q), q);
  return {
    lo: divideEnds(scale.lo, { m: xHigh + high, e: -w }, p, false),
    hi: divideEnds(scale.hi, { m: xLow + low, e: -w }, p, true),
  };
}

export const erfcPoint: PointFunction = (x, p) => {
  if (x.m === 0n) return { lo: ONE_END, hi: ONE_END };
  if (isInfinite(x)) return x.m > 0n ? { lo: ZERO_END, hi: ZERO_END } : { lo: TWO, hi: TWO };
  if (x.m < 0n) {
    const { lo, hi } = erfPoint(negate(x), p);
    return { lo: addEnds(ONE_END, lo, p, false), hi: addEnds(ONE_END, hi, p, true) };
  }
  const rough = roughly(x);
  // 0 < erfc x <= e^(-x^2) for x >= 0; beyond this the exponential is only bounded anyway.
  if (rough > 2 ** 15) return { lo: ZERO_END, hi: gaussian(x, p).hi };
  // 1 - erf x cancels x^2/ln 2 bits and a few; the series then has about e x^2 + bits/2 terms, the fraction about
  // p^2/(4 x^2) divisions, each as dear as two terms of the series.
  const bits = p + 8 + Math.ceil(Math.LOG2E * rough * rough + Math.log2(1 + rough));
  if (rough < 1 || 2.7 * rough * rough + bits / 2 < (0.28 * p * p) / (rough * rough)) {
    return oneMinus(erfPoint(x, bits), p);
  }
  return erfcByFraction(x, p, rough);
};
