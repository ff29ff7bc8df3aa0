import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rational, rationalFromDecimal, rationalFromNumber } from '../spec/language/rational.ts';
import { decimalText } from './decimal-text.ts';

describe('decimalText', () => {
  it.each([
    ['1/3', rational(1n, 3n), '0.33333333333333333333'],
    ['-2/3', rational(-2n, 3n), '-0.66666666666666666667'],
    ['12345', rational(12345n), '12345'],
    ['1e-10', rational(1n, 10n ** 10n), '1e-10'],
    ['9.99..9 rounds up to the next power', rationalFromDecimal('0.999999999999999999999'), '1'],
    ['1e25', rational(10n ** 25n), '1e+25'],
  ])('%s', (_name, q, text) => {
    expect(decimalText(q)).toBe(text);
  });

  it('17 digits of a float64 read back as the same float64', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(Number(decimalText(rationalFromNumber(x), 17))).toBe(x === 0 ? 0 : x);
      }),
    );
  });
});
