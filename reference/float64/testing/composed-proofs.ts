import { powerOfTwo, rational, rationalFromDecimal } from '../../../spec/language/rational.ts';
import { expBounds, LN2, PI } from './elementary-bounds.ts';
import { add, divide, type Fixed, fixed, isBelow, multiply, power, size, subtract } from './fixed-interval.ts';
import { U } from './running-error.ts';

/**
 * Bounds of the kernels that are made of others. The arithmetic is that of relative errors: a product or a quotient of
 * numbers with errors a and b errs by (1 + a)(1 + b) - 1 or (1 + a)/(1 - b) - 1, a sum of numbers of one sign by the larger
 * of a and b, and each operation rounds by (1 + u).
 */

const ONE = fixed(rational(1n));
const decimal = (text: string): Fixed => fixed(rationalFromDecimal(text));
const TINY = (exponent: number): Fixed => fixed(powerOfTwo(-exponent));

const larger = (a: Fixed, b: Fixed): Fixed => (a.hi > b.hi ? a : b);
const both = (...errors: readonly Fixed[]): Fixed =>
  size(
    subtract(
      errors.reduce((product, e) => multiply(product, add(ONE, e)), ONE),
      ONE,
    ),
  );
const over = (numerator: Fixed, denominator: Fixed): Fixed =>
  size(subtract(divide(add(ONE, numerator), subtract(ONE, denominator)), ONE));

/** A fact that a bound needs. @throws RangeError where it does not hold */
function need(holds: boolean, fact: string): void {
  if (!holds) throw new RangeError(`not true: ${fact}`);
}

/** e^-n for a whole n, by powers of e^-1/2. */
const expMinus = (n: number): Fixed => power(expBounds(decimal('-0.5')), 2 * n);

/**
 * ln(1 + x) away from 0 as ln y + c/y with |c/y| <= u: `log` errs by its bound, the quotient rounds, the series of
 * ln(1 + c/y) is cut after its first term, and the sum rounds. |ln y| >= 0.34 beyond 0.7101 and 1.4099.
 */
export function proveLog1pFar(log: Fixed): Fixed {
  need(isBelow(decimal('0.7101'), expBounds(decimal('-0.34'))), 'ln 0.7101 < -0.34');
  need(isBelow(expBounds(decimal('0.34')), decimal('1.4099')), 'ln 1.4099 > 0.34');
  const least = decimal('0.34');
  const correction = add(multiply(U, U), multiply(U, U));
  const before = add(log, divide(correction, least));
  // Relative to ln(1 + x), which is at least |ln y| - 1.01 u.
  const scaled = multiply(before, divide(least, subtract(least, multiply(decimal('1.01'), U))));
  return both(scaled, U);
}

/** t/(t + 2): as a function of t its condition is 2/(t + 2) <= 1; sum and quotient round. Beyond 22 it is 1. */
export function proveTanh(expm1: Fixed): Fixed {
  // 1 - tanh 22 < 2 e^-44.
  return larger(over(both(expm1, U), U), multiply(fixed(rational(2n)), expMinus(44)));
}

/** What e^-|x| is of e^|x| beyond 40, and the two roundings of (e^(|x|/2))^2 / 2. */
const halfExponential = (exp: Fixed): Fixed => add(both(exp, exp, U), multiply(fixed(rational(2n)), expMinus(80)));

/** (t + t/(t + 1))/2: the second term has condition 1/(t + 1) <= 1, and both are positive. */
export const proveSinh = (expm1: Fixed, exp: Fixed): Fixed =>
  larger(both(larger(expm1, over(both(expm1, U), U)), U), halfExponential(exp));

/** (e + 1/e)/2 */
export const proveCosh = (exp: Fixed): Fixed => larger(both(larger(exp, both(over(U, exp))), U), halfExponential(exp));

/** erfcx(x) (1 - l) e^-s with s + l = x^2 exactly and |l| < 2^-43, so that e^-l = 1 - l within 2^-86. */
export const proveErfcPositive = (erfcx: Fixed, exp: Fixed): Fixed => both(erfcx, U, TINY(85), U, exp, U);

/** erf(1/2) lies between these. */
const [ERF_HALF_BELOW, ERF_HALF_ABOVE] = [decimal('0.5204'), decimal('0.5205')];

/** x Q(x^2) at 1/2, the sum of the series of erf without its factor 2/sqrt(pi): twelve terms and one that bounds the rest. */
function seriesAtHalf(): Fixed {
  let sum = fixed(rational(0n));
  let factorial = 1n;
  let term = sum;
  for (let n = 0; n <= 12; n++) {
    if (n > 0) factorial *= BigInt(n);
    const numerator = n % 2 === 0 ? 1n : -1n;
    term = fixed(rational(numerator, factorial * BigInt(2 * n + 1) * 2n ** BigInt(2 * n + 1)));
    sum = add(sum, term);
  }
  return { lo: sum.lo - size(term).hi, hi: sum.hi + size(term).hi };
}

/** erfc and erf from erfc of positive arguments and erf near 0. */
export function proveErfcAndErf(positive: Fixed, near: Fixed): { erfc: Fixed; erf: Fixed } {
  // erf(1/2)^2 pi/4 = (x Q)^2.
  const square = power(seriesAtHalf(), 2);
  const quarterPi = divide(PI, fixed(rational(4n)));
  need(isBelow(multiply(power(ERF_HALF_BELOW, 2), quarterPi), square), 'erf(1/2) > 0.5204');
  need(isBelow(square, multiply(power(ERF_HALF_ABOVE, 2), quarterPi)), 'erf(1/2) < 0.5205');
  const erfcHalf = subtract(ONE, ERF_HALF_BELOW);
  const passed = multiply(positive, erfcHalf);
  // 1 + erf|x| >= 1; 2 - erfc|x| >= 1.5204; 1 - erfc x >= 0.5204. Each sum rounds.
  const nearMinus = both(multiply(near, ERF_HALF_ABOVE), U);
  const farMinus = both(divide(passed, add(ONE, ERF_HALF_BELOW)), U);
  return {
    erfc: [positive, nearMinus, farMinus].reduce(larger),
    erf: larger(near, both(divide(passed, ERF_HALF_BELOW), U)),
  };
}

/** Facts of the reductions that the comments of exp and log rest on. */
export function proveReduction(high: number): void {
  const units = high * 2 ** 42;
  need(
    Number.isInteger(units) && units < 2 ** 42,
    'LN2_HIGH is a multiple of 2^-42 below 1, so k < 2^11 times it is exact',
  );
  // |x| <= 746: x / ln 2 computed with two relative errors of u, and the addition of 1/2.
  const slip = multiply(divide(fixed(rational(746n)), LN2), multiply(fixed(rational(4n)), U));
  const radius = multiply(LN2, add(fixed(rational(1n, 2n)), slip));
  need(isBelow(radius, decimal('0.35')), '|x - k ln 2| < 0.35');
  need(isBelow(divide(fixed(rational(746n)), LN2), fixed(rational(1077n))), 'k is at most 1,077');
}
