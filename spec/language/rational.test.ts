import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRational,
  compareRational,
  divideRational,
  formatRational,
  multiplyRational,
  powerRational,
  type Rational,
  rational,
  rationalFromDecimal,
  rationalFromNumber,
  subtractRational,
} from './rational.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const fraction = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
  .map(([num, den]) => rational(num, den));

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const isLowest = ({ num, den }: Rational) => den > 0n && gcd(num < 0n ? -num : num, den) === 1n;

describe('rationalFromNumber', () => {
  it('is the exact value, in lowest terms', () => {
    fc.assert(
      fc.property(finite, (x) => {
        const q = rationalFromNumber(x);
        expect(isLowest(q)).toBe(true);
        // A float64 is known by where it stands between its neighbours' decimals: 17 digits read back as it.
        const digits = (q.num * 10n ** 400n) / q.den;
        expect(Number(`${digits}e-400`)).toBe(x === 0 ? 0 : x);
      }),
    );
  });

  it.each([
    [0.1, '3602879701896397/36028797018963968'],
    [-0.75, '-3/4'],
    [5e-324, `1/${2n ** 1074n}`],
    [1e300, `${BigInt(1e300)}`],
    [-0, '0'],
  ])('%d', (x, text) => {
    expect(formatRational(rationalFromNumber(x))).toBe(text);
  });

  it('refuses what is not a number', () => {
    expect(() => rationalFromNumber(Number.NaN)).toThrow(RangeError);
    expect(() => rationalFromNumber(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

describe('rationals form an ordered field', () => {
  it('a + b - b = a, a * b / b = a, and the order agrees with the difference', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(subtractRational(addRational(a, b), b)).toEqual(a);
        if (b.num !== 0n) expect(divideRational(multiplyRational(a, b), b)).toEqual(a);
        const difference = subtractRational(a, b).num;
        expect(compareRational(a, b)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
      }),
    );
  });

  it('b^(m + n) = b^m b^n for integers of either sign', () => {
    fc.assert(
      fc.property(fraction, fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }), (b, m, n) => {
        fc.pre(b.num !== 0n);
        expect(powerRational(b, m + n)).toEqual(multiplyRational(powerRational(b, m), powerRational(b, n)));
      }),
    );
  });
});

describe('rationalFromDecimal', () => {
  it.each([
    ['0.044715', '8943/200000'],
    ['-1e-8', '-1/100000000'],
    ['.5', '1/2'],
    ['12.', '12'],
  ])('%s', (text, value) => {
    expect(formatRational(rationalFromDecimal(text))).toBe(value);
  });

  it.each(['', '.', '1e', 'x', '1,5'])('"%s" is refused', (text) => {
    expect(() => rationalFromDecimal(text)).toThrow(SyntaxError);
  });
});
