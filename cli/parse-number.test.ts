import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../reference/formats/bits.ts';
import { FORMATS } from '../reference/formats/format.ts';
import { parseExact, parseNumber } from './parse-number.ts';

const { float16, float32, float64 } = FORMATS;

describe('a number on the command line', () => {
  it('is read as JavaScript reads it, in float64', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        const text = Object.is(x, -0) ? '-0' : String(x);
        expect(parseNumber(float64, text)).toBe(x);
      }),
    );
  });

  it('is rounded once: 2049 + 2^-40 lies above a midpoint of float16, which rounding by way of float32 would miss', () => {
    expect(parseNumber(float16, '2049.0000000000009094947017729282379150390625')).toBe(2050);
    expect(parseNumber(float16, '2049')).toBe(2048);
  });

  it('keeps the sign of zero, also of a number that underflows', () => {
    expect(parseNumber(float32, '-0')).toBe(-0);
    expect(parseNumber(float32, '-1e-60')).toBe(-0);
    expect(parseNumber(float32, '1e60')).toBe(Number.POSITIVE_INFINITY);
  });

  it('may be the bits of any value of the format', () => {
    fc.assert(
      fc.property(fc.float(), (x) => {
        expect(parseNumber(float32, toHex(float32, x))).toBe(x);
      }),
    );
  });

  it.each(['', 'one', '1,5', '0x3f80', '0x3f80000000', '1e999999999', '--5'])('refuses "%s" with a remedy', (text) => {
    expect(() => parseNumber(float32, text)).toThrow(/write|exponent/);
  });

  it('is exact where it is a hyper-parameter', () => {
    expect(parseExact(float32, '0.1')).toEqual({ num: 1n, den: 10n });
    expect(parseExact(float32, '0x3f000000')).toEqual({ num: 1n, den: 2n });
    expect(() => parseExact(float32, '0x7f800000')).toThrow(/finite/);
  });
});
