import { describe, expect, it } from 'vitest';
import {
  absRational,
  addRational,
  compareRational,
  divideRational,
  multiplyRational,
  ONE,
  powerOfTwo,
  powerRational,
  type Rational,
  rational,
  rationalFromDecimal,
  rationalFromNumber,
  subtractRational,
  ZERO,
} from '../../spec/language/rational.ts';
import { LN2_HIGH, LN2_LOW } from './exp.ts';
import { HALF_PI_1, HALF_PI_2, HALF_PI_3 } from './sincos.ts';

const decimal = rationalFromDecimal;
const isBelow = (a: Rational, bound: Rational): boolean => compareRational(absRational(a), bound) < 0;
const U = powerOfTwo(-53);
const units = (text: string): Rational => multiplyRational(decimal(text), U);

function factorial(n: number): Rational {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return rational(product);
}

/** x^n/n! */
const term = (x: Rational, n: number): Rational => divideRational(powerRational(x, n), factorial(n));

/** Sum of f(from), ..., f(to). */
function sum(from: number, to: number, f: (n: number) => Rational): Rational {
  let total = ZERO;
  for (let n = from; n <= to; n++) total = addRational(total, f(n));
  return total;
}

/** atan(1/q) within the first omitted term of its alternating series. */
const arctanInverse = (q: bigint, terms: number): Rational =>
  sum(0, terms - 1, (k) => rational(k % 2 === 0 ? 1n : -1n, BigInt(2 * k + 1) * q ** BigInt(2 * k + 1)));

describe('truncation bounds, in exact rationals', () => {
  it('exp: the tail from r^14/14! on is below 0.045 u at |r| = 0.35', () => {
    const r = decimal('0.35');
    // Ratio of consecutive terms below 0.35/15 < 1/2: the sum from r^20 on is below twice its first term.
    const tail = addRational(
      sum(14, 19, (n) => term(r, n)),
      multiplyRational(rational(2n), term(r, 20)),
    );
    expect(isBelow(tail, units('0.045'))).toBe(true);
  });

  it('ln 2 = LN2_HIGH + LN2_LOW within 2^-101, LN2_HIGH a multiple of 2^-42', () => {
    // ln 2 = sum 1/(k 2^k); the rest after 150 terms is below 2^-150.
    const ln2 = sum(1, 150, (k) => rational(1n, BigInt(k) << BigInt(k)));
    const parts = addRational(rationalFromNumber(LN2_HIGH), rationalFromNumber(LN2_LOW));
    expect(isBelow(subtractRational(ln2, parts), powerOfTwo(-101))).toBe(true);
    expect(multiplyRational(rationalFromNumber(LN2_HIGH), powerOfTwo(42)).den).toBe(1n);
  });

  it('pi/2 is the sum of its three parts within 2^-122, the first two multiples of 2^-30 and 2^-65', () => {
    const halfPi = subtractRational(
      multiplyRational(rational(8n), arctanInverse(5n, 60)),
      multiplyRational(rational(2n), arctanInverse(239n, 30)),
    );
    const parts = [HALF_PI_1, HALF_PI_2, HALF_PI_3].map(rationalFromNumber).reduce(addRational);
    expect(isBelow(subtractRational(halfPi, parts), powerOfTwo(-122))).toBe(true);
    expect(multiplyRational(rationalFromNumber(HALF_PI_1), powerOfTwo(30)).den).toBe(1n);
    expect(multiplyRational(rationalFromNumber(HALF_PI_2), powerOfTwo(65)).den).toBe(1n);
    expect(Math.abs(HALF_PI_2) * 2 ** 65).toBeLessThan(2 ** 37);
  });

  it('log: the rest of 2 atanh(s) after z^11/23 is below 1.8e-20 relative at |s| = 0.1717', () => {
    const z = powerRational(decimal('0.1717'), 2);
    const rest = divideRational(divideRational(powerRational(z, 12), rational(25n)), subtractRational(ONE, z));
    expect(isBelow(rest, decimal('1.8e-20'))).toBe(true);
  });

  it('sin and cos: the first omitted term at |r| = 0.79', () => {
    const r = decimal('0.79');
    expect(isBelow(divideRational(term(r, 19), decimal('0.71')), units('0.002'))).toBe(true);
    expect(isBelow(divideRational(term(r, 18), decimal('0.70')), units('0.03'))).toBe(true);
  });

  it('erf near zero: the first omitted term at x^2 = 1/4 is below 0.05 u of Q', () => {
    const omitted = divideRational(term(rational(1n, 4n), 12), rational(25n));
    expect(isBelow(divideRational(omitted, decimal('0.922')), units('0.05'))).toBe(true);
  });

  it('a series cut one term earlier breaks its bound', () => {
    expect(isBelow(term(decimal('0.35'), 13), units('0.045'))).toBe(false);
    expect(isBelow(divideRational(term(decimal('0.79'), 16), decimal('0.70')), units('0.03'))).toBe(false);
  });
});
