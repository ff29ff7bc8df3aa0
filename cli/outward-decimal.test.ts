import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRational, rational, rationalFromDecimal, subtractRational } from '../spec/language/rational.ts';
import { outwardDecimals } from './outward-decimal.ts';

const anyRational = fc
  .tuple(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), fc.bigInt({ min: 1n, max: 10n ** 90n }))
  .map(([num, den]) => rational(num, den));

describe('the ends of an enclosure as decimals', () => {
  it('still enclose the value, 39 digits tight', () => {
    fc.assert(
      fc.property(anyRational, (q) => {
        const [lower, upper] = outwardDecimals({ lower: q, upper: q }).map(rationalFromDecimal);
        expect(compareRational(lower!, q)).toBeLessThanOrEqual(0);
        expect(compareRational(upper!, q)).toBeGreaterThanOrEqual(0);
        const width = subtractRational(upper!, lower!);
        const size = q.num < 0n ? -q.num : q.num;
        expect(compareRational(width, rational(size, q.den * 10n ** 38n))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['0', '0'],
    ['0.5', '0.5'],
    ['-1234.5', '-1234.5'],
    ['1e-7', '1e-7'],
    ['120', '120'],
    ['-3e30', '-3e+30'],
    ['0.000001', '0.000001'],
  ])('%s is exact', (text, printed) => {
    const q = rationalFromDecimal(text);
    expect(outwardDecimals({ lower: q, upper: q })).toEqual([printed, printed]);
  });

  it('may be absent', () => {
    expect(outwardDecimals({ lower: '-inf', upper: 'inf' })).toEqual(['-inf', 'inf']);
  });
});
