import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRational,
  HALF,
  multiplyRational,
  powerOfTwo,
  type Rational,
  rational,
  rationalFromNumber,
} from '../../spec/language/rational.ts';
import { decode, encode, exponentOf, fromHex, powerOfTwoNumber, toHex } from './bits.ts';
import { FORMATS, type Format } from './format.ts';
import { allValues, fromOrdered, nextDown, nextUp, toOrdered, ulpDistance } from './ordered.ts';
import { roundEnclosure, roundNumber, roundRational, roundUnsignedZero } from './round.ts';
import { pack, unpack } from './storage.ts';
import { largestFinite, smallestNormal, smallestSubnormal, ulpOf, unitRoundoff } from './ulp.ts';

const { float16, bfloat16, float32, float64 } = FORMATS;
const anyFloat = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyBits = (format: Format) => fc.bigInt({ min: 0n, max: (1n << BigInt(format.bits)) - 1n });

/** The middle between two rationals. */
const between = (a: Rational, b: Rational): Rational => multiplyRational(addRational(a, b), HALF);

for (const format of Object.values(FORMATS)) {
  describe(format.name, () => {
    it('reads back every pattern that it writes, NaN payloads apart', () => {
      fc.assert(
        fc.property(anyBits(format), (bits) => {
          const value = decode(format, bits);
          if (Number.isNaN(value)) expect(decode(format, encode(format, value))).toBeNaN();
          else expect(encode(format, value)).toBe(bits);
          expect(fromHex(format, toHex(format, value))).toBe(value);
        }),
      );
    });

    it('rounds each of its own values to itself', () => {
      fc.assert(
        fc.property(anyBits(format), (bits) => {
          const value = decode(format, bits);
          expect(roundNumber(format, value)).toBe(value);
          if (Number.isFinite(value)) expect(roundRational(format, rationalFromNumber(value))).toBe(value + 0);
        }),
      );
    });

    it('rounds a number as it rounds the rational that the number is', () => {
      fc.assert(
        fc.property(anyFloat, fc.integer({ min: -1000, max: 150 }), (mantissa, exponent) => {
          for (const x of [mantissa, (1 + (Math.abs(mantissa) % 1)) * powerOfTwoNumber(exponent)]) {
            expect(Math.abs(roundNumber(format, x))).toBe(Math.abs(roundRational(format, rationalFromNumber(x))));
          }
        }),
      );
    });

    it('rounds midpoints to the even neighbour and anything beyond them to the nearer one', () => {
      fc.assert(
        fc.property(anyBits(format), (bits) => {
          const value = decode(format, bits);
          if (!(Math.abs(value) < largestFinite(format))) return;
          const above = nextUp(format, value);
          const middle = between(rationalFromNumber(value), rationalFromNumber(above));
          const even = (toOrdered(format, value) & 1n) === 0n ? value : above;
          expect(roundRational(format, middle)).toBe(even === 0 ? roundRational(format, middle) * 0 : even);
          const nudge = powerOfTwo(-2000);
          expect(roundRational(format, addRational(middle, nudge))).toBe(above);
          expect(roundRational(format, addRational(middle, { num: -nudge.num, den: nudge.den })) + 0).toBe(value + 0);
        }),
      );
    });

    it('overflows from the midpoint above the largest value on, and not before', () => {
      const largest = rationalFromNumber(largestFinite(format));
      const middle = between(largest, powerOfTwo(format.emax + 1));
      expect(roundRational(format, middle)).toBe(Number.POSITIVE_INFINITY);
      const below = addRational(middle, rational(-1n, 1000n));
      expect(roundRational(format, below)).toBe(largestFinite(format));
      expect(roundRational(format, powerOfTwo(3000))).toBe(Number.POSITIVE_INFINITY);
    });

    it('keeps half of the smallest subnormal at zero and anything more above it', () => {
      const half = multiplyRational(rationalFromNumber(smallestSubnormal(format)), HALF);
      expect(roundRational(format, half)).toBe(0);
      expect(roundRational(format, { num: -half.num, den: half.den })).toBe(-0);
      expect(roundRational(format, addRational(half, powerOfTwo(-3000)))).toBe(smallestSubnormal(format));
    });

    it('orders its values: the next place is the next value, and zero has one place', () => {
      fc.assert(
        fc.property(anyBits(format), (bits) => {
          const value = decode(format, bits);
          if (Number.isNaN(value)) return;
          expect(fromOrdered(format, toOrdered(format, value))).toBe(value + 0);
          if (!Number.isFinite(value)) return;
          expect(nextUp(format, value)).toBeGreaterThan(value);
          expect(nextDown(format, nextUp(format, value)) + 0).toBe(value + 0);
          expect(ulpDistance(format, value, nextUp(format, value))).toBe(1n);
        }),
      );
      expect(toOrdered(format, -0)).toBe(0n);
      expect(nextUp(format, largestFinite(format))).toBe(Number.POSITIVE_INFINITY);
      expect(() => toOrdered(format, Number.NaN)).toThrow(RangeError);
      expect(() => fromOrdered(format, toOrdered(format, Number.POSITIVE_INFINITY) + 1n)).toThrow(RangeError);
    });

    it('has ulp(t) equal to the gap above t, in the binade of the exact t', () => {
      fc.assert(
        fc.property(anyBits(format), (bits) => {
          const value = Math.abs(decode(format, bits));
          if (!(value < largestFinite(format))) return;
          const gap = rationalFromNumber(nextUp(format, value) - value);
          expect(ulpOf(format, rationalFromNumber(value))).toEqual(gap);
        }),
      );
      const justBelowOne = rational(10n ** 40n - 1n, 10n ** 40n);
      expect(ulpOf(format, justBelowOne)).toEqual(powerOfTwo(-format.precision));
      expect(ulpOf(format, rational(0n))).toEqual(rationalFromNumber(smallestSubnormal(format)));
    });

    it('packs numbers rounded once and unpacks the same values', () => {
      const numbers = [0, -0, 1, -1.5, 0.1, 1e-8, 1e300, Number.NaN, Number.NEGATIVE_INFINITY];
      expect([...unpack(format, pack(format, numbers))]).toEqual(numbers.map((x) => roundNumber(format, x)));
    });
  });
}

describe('formats', () => {
  it('have the constants that their standards print', () => {
    expect(largestFinite(float16)).toBe(65504);
    expect(smallestSubnormal(float16)).toBe(2 ** -24);
    expect(largestFinite(float32)).toBe(3.4028234663852886e38);
    expect(smallestNormal(float32)).toBe(1.1754943508222875e-38);
    expect(unitRoundoff(float64)).toBe(2 ** -53);
    expect(smallestSubnormal(float64)).toBe(Number.MIN_VALUE);
    expect(largestFinite(float64)).toBe(Number.MAX_VALUE);
    expect(toHex(float32, 1)).toBe('0x3f800000');
    expect(toHex(bfloat16, -2)).toBe('0xc000');
    expect(toHex(float16, 1 / 3 - (1 / 3 - 0.333251953125))).toBe('0x3555');
  });

  it('round to float32 as Math.fround does', () => {
    fc.assert(
      fc.property(anyFloat, (x) => {
        expect(roundRational(float32, rationalFromNumber(x)) + 0).toBe(Math.fround(x) + 0);
      }),
    );
  });

  it('list all 65,536 patterns of a half format, and refuse to list a larger one', () => {
    const values = [...allValues(bfloat16)];
    expect(values).toHaveLength(65_536);
    expect(values.filter(Number.isNaN)).toHaveLength(2 * 127);
    expect(new Set(values.filter(Number.isFinite)).size).toBe(65_536 - 2 * 128 - 1);
    expect(() => [...allValues(float32)]).toThrow(/float16 or bfloat16/);
  });

  it('give the exponent of every float64, subnormals among them', () => {
    for (let e = -1074; e <= 1023; e++) expect(exponentOf(-powerOfTwoNumber(e))).toBe(e);
    expect(exponentOf(Number.MIN_VALUE * 3)).toBe(-1073);
    expect(exponentOf(2 ** -1040 * 1.75)).toBe(-1040);
  });

  it('refuse what they cannot hold, saying what to do', () => {
    expect(() => encode(float32, 0.1)).toThrow(/round it/);
    expect(() => encode(float16, 2 ** 16)).toThrow(/round it/);
    expect(() => encode(bfloat16, 257)).toThrow(/round it/);
    expect(() => fromHex(float32, '0x3f80')).toThrow(/8 hexadecimal digits/);
    expect(() => decode(float16, 0x10000n)).toThrow(/16 bits/);
    expect(() => unpack(float64, new Float32Array(1))).toThrow(/Float64Array/);
  });
});

describe('rounding an enclosure', () => {
  const point = rationalFromNumber;

  it('is decided exactly where both ends round alike', () => {
    expect(roundEnclosure(float32, { lower: point(1), upper: point(1 + 2 ** -26) })).toBe(1);
    expect(roundEnclosure(float32, { lower: point(1), upper: point(1 + 2 ** -23) })).toBeUndefined();
    const tie = point(1 + 2 ** -24);
    expect(roundEnclosure(float32, { lower: tie, upper: tie })).toBe(1);
    expect(roundEnclosure(float32, { lower: tie, upper: point(1 + 2 ** -23) })).toBeUndefined();
  });

  it('takes the sign of zero from the end that is not zero', () => {
    const tiny = powerOfTwo(-3000);
    const minusTiny = { num: -tiny.num, den: tiny.den };
    const zero = rational(0n);
    expect(roundEnclosure(float64, { lower: zero, upper: tiny })).toBe(0);
    expect(roundEnclosure(float64, { lower: minusTiny, upper: zero })).toBe(-0);
    expect(roundEnclosure(float64, { lower: minusTiny, upper: tiny })).toBeUndefined();
    expect(roundEnclosure(float64, { lower: zero, upper: zero })).toBe(0);
  });

  it('is zero without a sign only where both ends round to zero', () => {
    const [tiny, least] = [powerOfTwo(-3000), powerOfTwo(-1074)];
    const minus = ({ num, den }: { num: bigint; den: bigint }) => ({ num: -num, den });
    expect(roundUnsignedZero(float64, { lower: minus(tiny), upper: tiny })).toBe(0);
    expect(roundUnsignedZero(float64, { lower: minus(tiny), upper: rational(0n) })).toBe(-0);
    expect(roundUnsignedZero(float64, { lower: minus(least), upper: tiny })).toBeUndefined();
    expect(roundUnsignedZero(float64, { lower: minus(tiny), upper: least })).toBeUndefined();
    expect(roundUnsignedZero(float64, { lower: minus(tiny), upper: 'inf' })).toBeUndefined();
    expect(roundUnsignedZero(float64, { lower: point(2), upper: point(2) })).toBe(2);
  });

  it('reaches infinity only where the whole enclosure overflows', () => {
    const huge = powerOfTwo(2000);
    expect(roundEnclosure(float64, { lower: huge, upper: 'inf' })).toBe(Number.POSITIVE_INFINITY);
    expect(roundEnclosure(float64, { lower: point(1), upper: 'inf' })).toBeUndefined();
    expect(roundEnclosure(float64, { lower: '-inf', upper: 'inf' })).toBeUndefined();
  });
});
