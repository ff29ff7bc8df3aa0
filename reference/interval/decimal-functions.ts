import { Decimal } from 'decimal.js';
import {
  type DecimalArithmetic,
  type DecimalInterval,
  decimalArithmetic,
  INFINITE,
  integerDecimal,
  larger,
  MINUS_INFINITE,
  negated,
  ONE,
  point,
  smaller,
  ZERO,
} from './decimal-arithmetic.ts';

/** Bounds of a function at one point; at an infinite end the limit. `digits` of the result are meant to be right. */
export type DecimalFunction = (x: Decimal, digits: number) => DecimalInterval;

const TWO = point(new Decimal(2));
export const UNIT = point(ONE);

/** Floor of log10 |x| of a nonzero finite number. */
const size = (x: Decimal): number => x.e;

/** Division where the divisor is known to be away from zero. */
const over = (A: DecimalArithmetic, a: DecimalInterval, b: DecimalInterval): DecimalInterval => A.div(a, b)!;
const overInteger = (A: DecimalArithmetic, a: DecimalInterval, n: number): DecimalInterval =>
  over(A, a, point(integerDecimal(n)));

/** Everything between 0 and `bound`, to be added for terms left out of a positive series. */
const upTo = (bound: Decimal): DecimalInterval => ({ lo: ZERO, hi: bound });

/** Sum of t^n / n! from n = `first`, for 0 <= t <= 1/2: the terms after the last one are together at most it. */
function exponentialSeries(A: DecimalArithmetic, t: DecimalInterval, first: 0 | 1): DecimalInterval {
  let term = first === 0 ? UNIT : t;
  let sum = term;
  for (let n = first + 1; ; n++) {
    term = overInteger(A, A.mul(term, t), n);
    sum = A.add(sum, term);
    if (term.hi.isZero() || size(term.hi) < size(sum.hi) - A.digits - 2) break;
  }
  return A.add(sum, upTo(term.hi));
}

/** Exponentials of arguments beyond +-2^30 are only bounded by those of +-2^30, which are beyond 10^(+-4.6e8). */
const HUGE = 2 ** 30;
const HUGE_POWER = new Decimal('1e400000000');
const TINY_POWER = new Decimal('1e-400000000');

export const decimalExp: DecimalFunction = (x, digits) => {
  if (x.isZero()) return UNIT;
  if (!x.isFinite()) return x.isPositive() ? point(INFINITE) : point(ZERO);
  if (x.gt(HUGE)) return { lo: HUGE_POWER, hi: INFINITE };
  if (x.lt(-HUGE)) return { lo: ZERO, hi: TINY_POWER };
  const t = x.abs();
  // Halve until the series is short; each squaring afterwards doubles the relative error: 0.302 digits.
  const short = 2 + Math.sqrt(digits) / 2;
  const halvings = Math.max(0, Math.ceil(Math.log2(t.toNumber() || Number.MIN_VALUE) + short));
  const A = decimalArithmetic(digits + 6 + Math.ceil(0.302 * halvings));
  let value = exponentialSeries(A, over(A, point(t), point(integerDecimal(2n ** BigInt(halvings)))), 0);
  for (let i = 0; i < halvings; i++) value = A.mul(value, value);
  return x.isPositive() ? value : over(A, UNIT, value);
};

export const decimalExpm1: DecimalFunction = (x, digits) => {
  if (x.isZero()) return point(ZERO);
  if (!x.isFinite()) return x.isPositive() ? point(INFINITE) : point(ONE.neg());
  const A = decimalArithmetic(digits + 6);
  if (x.abs().gt(0.5)) return A.sub(decimalExp(x, digits + 6), UNIT);
  const positive = exponentialSeries(A, point(x.abs()), 1);
  // e^-t - 1 = -(e^t - 1) / e^t.
  return x.isPositive() ? positive : negated(over(A, positive, A.add(UNIT, positive)));
};

/** 2 artanh z for 0 <= |z| <= 0.2: the terms after the last one are together at most it. */
function twiceArtanh(A: DecimalArithmetic, z: DecimalInterval): DecimalInterval {
  if (z.lo.isZero() && z.hi.isZero()) return point(ZERO);
  if (z.hi.lt(0)) return negated(twiceArtanh(A, negated(z)));
  const square = A.mul(z, z);
  let power = z;
  let sum = z;
  for (let n = 3; ; n += 2) {
    power = A.mul(power, square);
    const term = overInteger(A, power, n);
    sum = A.add(sum, term);
    if (term.hi.isZero() || size(term.hi) < size(sum.hi) - A.digits - 2) break;
  }
  return A.mul(TWO, A.add(sum, upTo(power.hi)));
}

/** log m for m in [0.3, 10]: square roots, each of which costs 0.302 digits, bring m within 0.1 of 1. */
function logByRoots(m: Decimal, digits: number): DecimalInterval {
  // Five roots of 10 give 1.075. Near 1 no root is needed, and m - 1 is exact with the digits of m.
  const A = decimalArithmetic(digits + 10 + m.precision());
  let root = point(m);
  let factor = ONE;
  while (root.hi.minus(1).abs().gt(0.1) || root.lo.minus(1).abs().gt(0.1)) {
    root = A.sqrt(root)!;
    factor = factor.times(2);
  }
  return A.mul(point(factor), twiceArtanh(A, over(A, A.sub(root, UNIT), A.add(root, UNIT))));
}

/** A constant computed for 50 digits at a time and remembered. */
function constant(compute: (digits: number) => DecimalInterval): (digits: number) => DecimalInterval {
  const known = new Map<number, DecimalInterval>();
  return (digits) => {
    const rounded = 50 * Math.ceil((digits + 6) / 50);
    const value = known.get(rounded) ?? compute(rounded);
    known.set(rounded, value);
    return value;
  };
}

const logOfTen = constant((digits) => logByRoots(new Decimal(10), digits));

export const decimalLog: DecimalFunction = (x, digits) => {
  if (x.lte(0)) return point(MINUS_INFINITE);
  if (!x.isFinite()) return point(INFINITE);
  // x = m 10^k with m in [0.3, 3): where k is not 0, log m cancels at most half of k log 10.
  const tenth = new Decimal(`1e${-x.e}`);
  const exact = decimalArithmetic(x.precision());
  const leading = exact.mul(point(x), point(tenth)).lo;
  const large = leading.gte(3);
  const m = large ? exact.mul(point(leading), point(new Decimal('0.1'))).lo : leading;
  const k = large ? x.e + 1 : x.e;
  if (k === 0) return logByRoots(m, digits);
  const A = decimalArithmetic(digits + 8);
  return A.add(logByRoots(m, digits + 8), A.mul(point(integerDecimal(k)), logOfTen(digits + 24)));
};

export const decimalLog1p: DecimalFunction = (x, digits) => {
  if (x.isZero()) return point(ZERO);
  if (!x.isFinite() || x.lte(-1)) return point(x.isPositive() ? INFINITE : MINUS_INFINITE);
  // log(1 + x) = 2 artanh(x / (2 + x)).
  if (x.abs().lte(0.25)) {
    const A = decimalArithmetic(digits + 8);
    return twiceArtanh(A, over(A, point(x), A.add(TWO, point(x))));
  }
  // Exact for x in (-1, -1/4): the sum has no more digits than x; elsewhere relatively accurate.
  const A = decimalArithmetic(digits + 8 + x.precision());
  const shifted = A.add(UNIT, point(x));
  return { lo: decimalLog(shifted.lo, digits).lo, hi: decimalLog(shifted.hi, digits).hi };
};

/** An odd function that is known for positive arguments. */
const odd =
  (positive: DecimalFunction): DecimalFunction =>
  (x, digits) =>
    x.isZero() ? point(ZERO) : x.isPositive() ? positive(x, digits) : negated(positive(x.neg(), digits));

const monotone = (E: DecimalInterval, f: (end: DecimalInterval) => DecimalInterval): DecimalInterval => ({
  lo: f(point(E.lo)).lo,
  hi: f(point(E.hi)).hi,
});

export const decimalTanh: DecimalFunction = odd((x, digits) => {
  if (!x.isFinite()) return UNIT;
  const A = decimalArithmetic(digits + 6);
  // Twice a decimal may need one more digit than it has, which this precision holds.
  const doubled = decimalArithmetic(x.precision() + 1).add(point(x), point(x));
  const E = decimalExpm1(doubled.lo, digits + 6);
  // tanh x = 1 - 2 / (E + 2) where E is large or infinite, E / (E + 2) where it is small.
  const ratio = (end: DecimalInterval): DecimalInterval =>
    end.hi.gt(1) ? A.sub(UNIT, over(A, TWO, A.add(end, TWO))) : over(A, end, A.add(end, TWO));
  const { lo, hi } = monotone(E, ratio);
  return { lo: smaller(lo, ONE), hi: smaller(hi, ONE) };
});

export const decimalSinh: DecimalFunction = odd((x, digits) => {
  const A = decimalArithmetic(digits + 6);
  return monotone(decimalExpm1(x, digits + 6), (E) =>
    E.hi.isFinite() ? overInteger(A, A.add(E, over(A, E, A.add(E, UNIT))), 2) : E,
  );
});

export const decimalCosh: DecimalFunction = (x, digits) => {
  const A = decimalArithmetic(digits + 6);
  const grown = decimalExp(x.abs(), digits + 6);
  const { lo, hi } = monotone({ lo: larger(grown.lo, ONE), hi: grown.hi }, (E) =>
    E.hi.isFinite() ? overInteger(A, A.add(E, over(A, UNIT, E)), 2) : E,
  );
  return { lo: larger(lo, ONE), hi };
};

/** arctan(1/k): an alternating series with falling terms, so the sum is off by at most the last term. */
function arctanOfInverse(A: DecimalArithmetic, k: number): DecimalInterval {
  const square = k * k;
  let power = overInteger(A, UNIT, k);
  let sum = power;
  for (let n = 3, plus = false; ; n += 2, plus = !plus) {
    power = overInteger(A, power, square);
    const term = overInteger(A, power, n);
    sum = plus ? A.add(sum, term) : A.sub(sum, term);
    if (size(term.hi) < -A.digits - 2) return A.add(sum, { lo: term.hi.neg(), hi: term.hi });
  }
}

/** pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin 1706). */
export const decimalPi = constant((digits) => {
  const A = decimalArithmetic(digits + 6);
  const times = (n: number, a: DecimalInterval) => A.mul(point(integerDecimal(n)), a);
  return A.sub(times(16, arctanOfInverse(A, 5)), times(4, arctanOfInverse(A, 239)));
});
