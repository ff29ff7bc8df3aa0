import type { Decimal } from 'decimal.js';
import {
  type DecimalArithmetic,
  type DecimalInterval,
  decimalArithmetic,
  integerDecimal,
  negated,
  ONE,
  point,
  smaller,
  ZERO,
} from './decimal-arithmetic.ts';
import { type DecimalFunction, decimalExp, decimalPi, UNIT } from './decimal-functions.ts';

const TWO = point(integerDecimal(2));

const over = (A: DecimalArithmetic, a: DecimalInterval, n: number): DecimalInterval =>
  A.div(a, point(integerDecimal(n)))!;

/** e^(-x^2): decimal squares are formed exactly, then the exponential taken at both ends of what was rounded. */
function gaussian(x: Decimal, digits: number): DecimalInterval {
  const A = decimalArithmetic(2 * x.precision() + 1);
  return decimalExp(A.mul(point(x), point(x)).hi.neg(), digits);
}

const rootOfPi = (A: DecimalArithmetic): DecimalInterval => A.sqrt(decimalPi(A.digits))!;

/** 2/sqrt(pi) e^(-x^2) times the sum of 2^n x^(2n+1) / (2n+1)!!, all terms positive (Abramowitz and Stegun 7.1.6). */
function bySeries(x: Decimal, digits: number): DecimalInterval {
  const A = decimalArithmetic(digits + 10);
  const ratio = A.mul(TWO, A.mul(point(x), point(x)));
  let term = point(x);
  let sum = term;
  for (let n = 3; ; n += 2) {
    term = over(A, A.mul(term, ratio), n);
    sum = A.add(sum, term);
    // Once the ratio of neighbours is below 1/2 the terms left out are together at most the last one.
    if (ratio.hi.times(2).lt(n) && term.hi.e < sum.hi.e - A.digits) break;
  }
  sum = A.add(sum, { lo: ZERO, hi: term.hi });
  return A.div(A.mul(TWO, A.mul(sum, gaussian(x, A.digits))), rootOfPi(A))!;
}

/**
 * e^(-x^2) / (x sqrt(pi)) times the sum of (-1)^n (2n-1)!! / (2x^2)^n: the error of a partial sum is smaller than the
 * first term left out and has its sign (Abramowitz and Stegun 7.1.23). `undefined` where the terms do not fall far
 * enough for the digits asked.
 */
function byAsymptoticSeries(x: Decimal, digits: number): DecimalInterval | undefined {
  const A = decimalArithmetic(digits + 10);
  const twice = A.mul(TWO, A.mul(point(x), point(x)));
  let term = UNIT;
  let sum = UNIT;
  for (let n = 1; term.hi.e > -digits - 4; n++) {
    if (twice.lo.lt(2 * n - 1)) return undefined;
    term = A.div(A.mul(term, point(integerDecimal(2 * n - 1))), twice)!;
    sum = n % 2 === 1 ? A.sub(sum, term) : A.add(sum, term);
  }
  const bounded = A.add(sum, { lo: term.hi.neg(), hi: term.hi });
  return A.div(A.mul(bounded, gaussian(x, A.digits)), A.mul(point(x), rootOfPi(A)))!;
}

export const decimalErf: DecimalFunction = (x, digits) => {
  if (x.isZero()) return point(ZERO);
  if (x.isNegative()) return negated(decimalErf(x.neg(), digits));
  // 0 <= erfc x <= e^(-x^2) for x >= 0, below 10^-digits here.
  if (!x.isFinite() || x.toNumber() ** 2 > 2.31 * (digits + 2)) {
    const A = decimalArithmetic(digits);
    const rest = x.isFinite() ? gaussian(x, digits).hi : ZERO;
    return { lo: A.sub(UNIT, point(rest)).lo, hi: ONE };
  }
  const { lo, hi } = bySeries(x, digits);
  return { lo, hi: smaller(hi, ONE) };
};

export const decimalErfc: DecimalFunction = (x, digits) => {
  if (!x.isFinite()) return x.isPositive() ? point(ZERO) : TWO;
  const square = x.toNumber() ** 2;
  if (x.isPositive() && square > 2 ** 30) return { lo: ZERO, hi: gaussian(x, digits).hi };
  const A = decimalArithmetic(digits + 6);
  if (x.lte(0.5)) return A.sub(UNIT, decimalErf(x, digits + 6));
  const far = square > digits ? byAsymptoticSeries(x, digits + 6) : undefined;
  if (far) return far;
  // 1 - erf x cancels x^2 / ln 10 digits and a few.
  const more = digits + 8 + Math.ceil(Math.LOG10E * square + Math.log10(1 + Math.sqrt(square)));
  return decimalArithmetic(more).sub(UNIT, bySeries(x, more));
};
