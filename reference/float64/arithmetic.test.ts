import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRational,
  compareRational,
  divideRational,
  multiplyRational,
  powerRational,
  type Rational,
  rationalFromNumber,
  subtractRational,
} from '../../spec/language/rational.ts';
import { addBounds, type BinaryLoop, type Bounds, divideBounds, multiplyBounds, subtractBounds } from './arithmetic.ts';
import { integerPowerBounds, powerBounds, squareBounds } from './power.ts';
import { ownedBounds } from './tape-plan.ts';

/** Numbers around every edge of float64, subnormal products and overflows included. */
const numbers = fc.oneof(
  fc.constantFrom(0, 1, -1, 3, 0.1, 5e-324, -5e-324, 2 ** -1022, -(2 ** -1022), 2 ** -540, -(2 ** -540), 1e300, -1e300),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -4, max: 4, noNaN: true }),
);

const bounds = (lower: number, upper: number): Bounds => {
  const array = Float64Array.of(lower);
  return { lower: array, upper: lower === upper ? array : Float64Array.of(upper), empty: false };
};

const holds = (out: Bounds, value: Rational): boolean => {
  const [lower, upper] = [out.lower[0]!, out.upper[0]!];
  const above = lower === -Infinity || compareRational(rationalFromNumber(lower), value) <= 0;
  return above && (upper === Infinity || compareRational(value, rationalFromNumber(upper)) <= 0);
};

/** Every pair of ends, and of middles, of two intervals. */
function* corners(a: Bounds, b: Bounds): Generator<[number, number]> {
  const middle = (c: Bounds): number => Math.min(c.upper[0]!, Math.max(c.lower[0]!, c.lower[0]! / 2 + c.upper[0]! / 2));
  for (const x of [a.lower[0]!, a.upper[0]!, middle(a)])
    for (const y of [b.lower[0]!, b.upper[0]!, middle(b)]) yield [x, y];
}

const LOOPS: Readonly<Record<string, readonly [BinaryLoop, (a: Rational, b: Rational) => Rational]>> = {
  'a + b': [addBounds, addRational],
  'a - b': [subtractBounds, subtractRational],
  'a * b': [multiplyBounds, multiplyRational],
  'a / b': [divideBounds, divideRational],
};

const interval = fc
  .tuple(numbers, numbers, fc.boolean())
  .map(([a, b, point]) => (point ? bounds(a, a) : bounds(Math.min(a, b), Math.max(a, b))));

function missesOf(loop: BinaryLoop, exact: (a: Rational, b: Rational) => Rational, a: Bounds, b: Bounds): unknown[] {
  const out = ownedBounds(1);
  loop(a, -1, b, -1, out, 1);
  return [...corners(a, b)].filter(
    ([x, y]) =>
      !(exact === divideRational && y === 0) && !holds(out, exact(rationalFromNumber(x), rationalFromNumber(y))),
  );
}

describe('interval arithmetic contains the exact rational result', { timeout: 30_000 }, () => {
  for (const [name, [loop, exact]] of Object.entries(LOOPS)) {
    it(`${name}, underflow and overflow included`, () => {
      fc.assert(
        fc.property(interval, interval, (a, b) => {
          expect(missesOf(loop, exact, a, b)).toEqual([]);
        }),
        { numRuns: 5000, seed: 11 },
      );
    });
  }

  it('a product that underflows to zero is caught when taken for zero', () => {
    const flushing: BinaryLoop = (a, maskA, b, maskB, out, n) => {
      multiplyBounds(a, maskA, b, maskB, out, n);
      if (Math.abs(out.lower[0]!) <= 5e-324) out.lower[0] = 0;
    };
    const tiny = bounds(2 ** -540, 2 ** -540);
    expect(missesOf(flushing, multiplyRational, tiny, bounds(-(2 ** -540), -(2 ** -540)))).not.toEqual([]);
  });

  it('a / 0 is the whole line, and a denominator ending at zero gives a half line', () => {
    const out = ownedBounds(1);
    divideBounds(bounds(1, 2), -1, bounds(0, 0), -1, out, 1);
    expect([out.lower[0], out.upper[0]]).toEqual([-Infinity, Infinity]);
    divideBounds(bounds(1, 2), -1, bounds(0, 4), -1, out, 1);
    expect(out.lower[0]! <= 0.25 && out.lower[0]! > 0.2499 && out.upper[0] === Infinity).toBe(true);
    divideBounds(bounds(1, 2), -1, bounds(-4, 0), -1, out, 1);
    expect(out.upper[0]! >= -0.25 && out.upper[0]! < -0.2499 && out.lower[0] === -Infinity).toBe(true);
  });
});

describe('powers', { timeout: 30_000 }, () => {
  it('contain the exact integer power, of either sign', () => {
    fc.assert(
      fc.property(interval, fc.integer({ min: -7, max: 9 }), (a, n) => {
        const out = ownedBounds(1);
        integerPowerBounds(a, -1, n, out, 1);
        for (const [x] of corners(a, a)) {
          if (x === 0 && n < 0) continue;
          expect(holds(out, powerRational(rationalFromNumber(x), n))).toBe(true);
        }
      }),
      { numRuns: 3000, seed: 12 },
    );
  });

  it('the square is never negative and contains the exact square', () => {
    fc.assert(
      fc.property(interval, (a) => {
        const out = ownedBounds(1);
        squareBounds(a, out, 1);
        expect(out.lower[0]).toBeGreaterThanOrEqual(0);
        for (const [x] of corners(a, a)) expect(holds(out, powerRational(rationalFromNumber(x), 2))).toBe(true);
      }),
      { numRuns: 3000, seed: 13 },
    );
  });

  const power = (a: Bounds, b: Bounds): (number | undefined)[] => {
    const out = ownedBounds(1);
    powerBounds(a, -1, b, -1, out, 1);
    return [out.lower[0], out.upper[0]];
  };

  it('a negative base under an exponent that might be an integer is not cut away', () => {
    const [lower, upper] = power(bounds(-2, -2), bounds(2.9, 3.1));
    expect(lower).toBeLessThanOrEqual(-8);
    expect(upper).toBeGreaterThanOrEqual(8);
  });

  it('a negative base under a proper fraction is undefined; partly negative, it is cut to the domain', () => {
    expect(power(bounds(-2, -1), bounds(0.5, 0.5))).toEqual([Infinity, -Infinity]);
    const [lower, upper] = power(bounds(-1, 4), bounds(0.5, 0.5));
    expect(lower).toBe(0);
    expect(upper! >= 2 && upper! < 2 + 1e-14).toBe(true);
  });

  it('x^0 = 1 at every x', () => {
    expect(power(bounds(0, 0), bounds(0, 0))).toEqual([1, 1]);
    expect(power(bounds(-3, 5), bounds(0, 0))).toEqual([1, 1]);
  });
});
