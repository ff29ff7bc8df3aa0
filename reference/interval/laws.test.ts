import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absRational,
  compareRational,
  multiplyRational,
  powerOfTwo,
  type Rational,
  rationalFromNumber,
  subtractRational,
} from '../../spec/language/rational.ts';
import { areDisjoint, compareBounds, type Enclosure } from '../enclosure.ts';
import { bigintField } from './bigint.ts';
import { decimalField } from './decimal.ts';
import type { IntervalField } from './field.ts';

type Unary =
  | 'neg'
  | 'abs'
  | 'sqrt'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'tanh'
  | 'sinh'
  | 'cosh'
  | 'erf'
  | 'erfc'
  | 'sin'
  | 'cos'
  | 'floor'
  | 'sign';

interface Row {
  readonly fn: Unary;
  /** Arguments from which on it is defined. */
  readonly from?: number;
  /** Its enclosures at points are narrow relative to the value, whatever the point. */
  readonly relative: boolean;
}

/** The arbiter needs milliseconds for a value, more on a busy machine. */
const PATIENCE = 60_000;

/** One row drives every law below. sin and cos lose relative accuracy at their zeros, which no float hits. */
const TABLE: readonly Row[] = [
  { fn: 'neg', relative: true },
  { fn: 'abs', relative: true },
  { fn: 'sqrt', from: 0, relative: true },
  { fn: 'exp', relative: true },
  { fn: 'expm1', relative: true },
  { fn: 'log', from: 0, relative: true },
  { fn: 'log1p', from: -1, relative: true },
  { fn: 'tanh', relative: true },
  { fn: 'sinh', relative: true },
  { fn: 'cosh', relative: true },
  { fn: 'erf', relative: true },
  { fn: 'erfc', relative: true },
  { fn: 'sin', relative: false },
  { fn: 'cos', relative: false },
  { fn: 'floor', relative: true },
  { fn: 'sign', relative: true },
];

/** Float64 values of every magnitude: half of them between 2^-12 and 2^12, where functions do interesting things. */
const anyMagnitude = fc
  .tuple(
    fc.boolean(),
    fc.double({ min: 1, max: 2, noNaN: true, maxExcluded: true }),
    fc.oneof(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -1000, max: 1000 })),
  )
  .map(([negative, mantissa, exponent]) => (negative ? -1 : 1) * mantissa * 2 ** exponent);

const domain = (row: Row) => (row.from === undefined ? anyMagnitude : anyMagnitude.filter((x) => x > row.from!));

function at<T>(field: IntervalField<T>, fn: Unary, x: number, y = x): Enclosure {
  const [low, high] = x <= y ? [x, y] : [y, x];
  return field.bounds(field[fn](field.fromBounds(rationalFromNumber(low), rationalFromNumber(high))))!;
}

const inside = (inner: Enclosure, outer: Enclosure): boolean =>
  compareBounds(outer.lower, inner.lower) <= 0 && compareBounds(inner.upper, outer.upper) <= 0;

/** Width over the smaller end, at most 2^-bits; true where an end is infinite or zero (far outside every format). */
function isNarrow({ lower, upper }: Enclosure, bits: number): boolean {
  if (typeof lower === 'string' || typeof upper === 'string') return true;
  const smaller: Rational =
    compareRational(absRational(lower), absRational(upper)) <= 0 ? absRational(lower) : absRational(upper);
  if (smaller.num === 0n) return true;
  return compareRational(subtractRational(upper, lower), multiplyRational(smaller, powerOfTwo(-bits))) <= 0;
}

for (const row of TABLE) {
  describe(`${row.fn}`, () => {
    it(
      'has one value in every arithmetic: enclosures of it by bigint and decimal intersect',
      () => {
        fc.assert(
          fc.property(domain(row), (x) => {
            const arbiter = at(decimalField(36), row.fn, x);
            expect(areDisjoint(at(bigintField(110), row.fn, x), arbiter)).toBe(false);
          }),
          { numRuns: 100, seed: 1 },
        );
      },
      PATIENCE,
    );

    it(
      'keeps one value as precision grows',
      () => {
        fc.assert(
          fc.property(domain(row), (x) => {
            expect(areDisjoint(at(bigintField(64), row.fn, x), at(bigintField(300), row.fn, x))).toBe(false);
          }),
          { numRuns: 100, seed: 2 },
        );
      },
      PATIENCE,
    );

    it(
      'is enclosed over a box wherever it is enclosed at a point of the box',
      () => {
        fc.assert(
          fc.property(domain(row), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), (x, part, size) => {
            const y = x * (1 + size * size);
            const z = Math.min(Math.max(x + part * (y - x), Math.min(x, y)), Math.max(x, y));
            if (row.from !== undefined && !(y > row.from && z > row.from)) return;
            const point = at(bigintField(200), row.fn, z);
            expect(inside(point, at(bigintField(96), row.fn, x, y))).toBe(true);
            expect(areDisjoint(point, at(decimalField(30), row.fn, x, y))).toBe(false);
          }),
          { numRuns: 100, seed: 3 },
        );
      },
      PATIENCE,
    );

    if (row.relative) {
      it(
        'is narrow relative to its value at every point',
        () => {
          fc.assert(
            fc.property(domain(row), (x) => {
              expect(isNarrow(at(bigintField(110), row.fn, x), 106)).toBe(true);
            }),
            { numRuns: 100, seed: 4 },
          );
          // Few bits and a moderate exponent: 90 digits hold the argument itself exactly.
          const shortNumber = fc
            .tuple(fc.integer({ min: -1023, max: 1023 }), fc.integer({ min: -60, max: 0 }))
            .map(([mantissa, exponent]) => mantissa * 2 ** exponent)
            .filter((x) => x !== 0 && (row.from === undefined || x > row.from));
          fc.assert(
            fc.property(shortNumber, (x) => {
              expect(isNarrow(at(decimalField(90), row.fn, x), 285)).toBe(true);
            }),
            { numRuns: 100, seed: 4 },
          );
        },
        PATIENCE,
      );
    }
  });
}

type Binary = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'pow';

for (const fn of ['add', 'sub', 'mul', 'div', 'min', 'max', 'pow'] as const satisfies readonly Binary[]) {
  describe(fn, () => {
    const element = <T>(field: IntervalField<T>, x: number, y: number): T =>
      field.fromBounds(rationalFromNumber(Math.min(x, y)), rationalFromNumber(Math.max(x, y)));

    it(
      'has one value in every arithmetic, at points and over boxes',
      () => {
        fc.assert(
          fc.property(anyMagnitude, anyMagnitude, anyMagnitude, anyMagnitude, (a, b, c, d) => {
            const ends = fn === 'pow' ? [Math.abs(a), Math.abs(b), c % 50, d % 50] : [a, b, c, d];
            const [p, q, r, s] = ends as [number, number, number, number];
            const bigint = bigintField(100);
            const decimal = decimalField(34);
            const box = bigint.bounds(bigint[fn](element(bigint, p, q), element(bigint, r, s)));
            const point = decimal.bounds(decimal[fn](element(decimal, p, p), element(decimal, s, s)));
            expect(areDisjoint(box!, point!)).toBe(false);
            const same = bigint.bounds(bigint[fn](element(bigint, p, p), element(bigint, s, s)));
            expect(areDisjoint(same!, point!)).toBe(false);
            expect(inside(same!, box!) || !areDisjoint(same!, box!)).toBe(true);
            const decimalBox = decimal.bounds(decimal[fn](element(decimal, p, q), element(decimal, r, s)));
            expect(areDisjoint(decimalBox!, same!)).toBe(false);
          }),
          { numRuns: fn === 'pow' ? 50 : 200, seed: 5 },
        );
      },
      PATIENCE,
    );
  });
}

describe('power', () => {
  it(
    'is the repeated product, in both arithmetics and for every sign',
    () => {
      fc.assert(
        fc.property(anyMagnitude, fc.integer({ min: -40, max: 40 }), (x, n) => {
          const bigint = bigintField(100);
          const decimal = decimalField(34);
          const point = rationalFromNumber(x);
          let product = bigint.fromRational({ num: 1n, den: 1n });
          for (let i = 0; i < Math.abs(n); i++) product = bigint.mul(product, bigint.fromRational(point));
          if (n < 0) product = bigint.div(bigint.fromRational({ num: 1n, den: 1n }), product);
          const expected = bigint.bounds(product)!;
          expect(areDisjoint(expected, bigint.bounds(bigint.power(bigint.fromRational(point), n))!)).toBe(false);
          expect(areDisjoint(expected, decimal.bounds(decimal.power(decimal.fromRational(point), n))!)).toBe(false);
        }),
        { numRuns: 200, seed: 6 },
      );
    },
    PATIENCE,
  );
});

describe('the laws above', () => {
  it('notice an enclosure that is off by 2^-90 of its value', () => {
    const bigint = bigintField(110);
    const wrong = bigint.fromRational({ num: 2n ** 90n + 1n, den: 2n ** 90n });
    for (const { fn } of TABLE.filter((row) => row.fn !== 'floor')) {
      const x = rationalFromNumber(1.25);
      const shifted = bigint.bounds(bigint.mul(bigint[fn](bigint.fromRational(x)), wrong))!;
      expect(areDisjoint(shifted, at(decimalField(36), fn, 1.25))).toBe(true);
    }
  });
});
