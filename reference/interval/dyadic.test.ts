import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absRational,
  addRational,
  compareRational,
  divideRational,
  multiplyRational,
  powerOfTwo,
  type Rational,
  rational,
  subtractRational,
} from '../../spec/language/rational.ts';
import { bitLength } from '../bit-length.ts';
import {
  addEnds,
  compareEnds,
  type Dyadic,
  divideEnds,
  INFINITE,
  integerRoot,
  MINUS_INFINITE,
  multiplyEnds,
  rootEnd,
  top,
  ZERO_END,
} from './dyadic.ts';

const end = fc
  .tuple(fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }), fc.integer({ min: -700, max: 700 }))
  .map(([m, e]): Dyadic => ({ m, e }));
const precision = fc.integer({ min: 2, max: 200 });
const exact = ({ m, e }: Dyadic): Rational => multiplyRational(rational(m), powerOfTwo(e));

/** Down <= exact <= up, and each within one unit in the last of p - 1 bits. */
function isDirected(down: Dyadic, up: Dyadic, value: Rational, p: number): boolean {
  const slack = multiplyRational(absRational(value), powerOfTwo(2 - p));
  return (
    compareRational(exact(down), value) <= 0 &&
    compareRational(value, exact(up)) <= 0 &&
    compareRational(subtractRational(value, exact(down)), slack) <= 0 &&
    compareRational(subtractRational(exact(up), value), slack) <= 0
  );
}

describe('directed operations on binary ends', () => {
  const operations = [
    ['sums', addEnds, addRational],
    ['products', multiplyEnds, multiplyRational],
    ['quotients', divideEnds, divideRational],
  ] as const;

  it.each(operations)(
    '%s enclose the exact one to the precision, however far apart the operands',
    (_, operate, truth) => {
      fc.assert(
        fc.property(end, end, precision, (a, b, p) => {
          if (operate === divideEnds && b.m === 0n) return;
          expect(isDirected(operate(a, b, p, false), operate(a, b, p, true), truth(exact(a), exact(b)), p)).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );

  it('roots enclose the exact one: their squares do', () => {
    fc.assert(
      fc.property(end, precision, (a, p) => {
        const positive = { m: a.m < 0n ? -a.m : a.m, e: a.e };
        const [down, up] = [rootEnd(positive, p, false), rootEnd(positive, p, true)].map((r) =>
          multiplyRational(exact(r), exact(r)),
        ) as [Rational, Rational];
        expect(compareRational(down, exact(positive))).toBeLessThanOrEqual(0);
        expect(compareRational(exact(positive), up)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
    expect(rootEnd({ m: 9n, e: 2 }, 10, true)).toEqual(rootEnd({ m: 9n, e: 2 }, 10, false));
  });

  it('are in the order of the numbers, infinities outermost', () => {
    fc.assert(
      fc.property(end, end, (a, b) => {
        expect(compareEnds(a, b)).toBe(compareRational(exact(a), exact(b)));
        expect(compareEnds(MINUS_INFINITE, a)).toBe(-1);
        expect(compareEnds(INFINITE, a)).toBe(1);
      }),
    );
    expect(compareEnds(INFINITE, INFINITE)).toBe(0);
    expect(top(ZERO_END)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('leave exponents of any size finite to handle: beyond the limit an end is infinite or zero', () => {
    const huge = { m: 3n, e: 2 ** 39 };
    expect(multiplyEnds(multiplyEnds(huge, huge, 20, true), huge, 20, true)).toEqual(INFINITE);
    expect(multiplyEnds(multiplyEnds(huge, huge, 20, false), huge, 20, false).e).toBe(2 ** 40);
    const tiny = { m: 3n, e: -(2 ** 39) };
    expect(multiplyEnds(multiplyEnds(tiny, tiny, 20, false), tiny, 20, false)).toEqual(ZERO_END);
  });
});

describe('integers', () => {
  const anyInteger = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 60n }), fc.bigInt({ min: 0n, max: 2n ** 3000n }));

  it('have the bit length of their binary numeral, one below and at powers of two too', () => {
    for (let n = 0; n < 1200; n++) {
      for (const m of [2n ** BigInt(n) - 1n, 2n ** BigInt(n), 2n ** BigInt(n) + 1n]) {
        expect(bitLength(m)).toBe(m === 0n ? 0 : m.toString(2).length);
        expect(bitLength(-m)).toBe(bitLength(m));
      }
    }
    fc.assert(fc.property(anyInteger, (n) => n === 0n || bitLength(n) === n.toString(2).length));
  });

  it('have the root whose square is the largest square not above them', () => {
    const isRoot = (n: bigint) => {
      const root = integerRoot(n);
      return root * root <= n && (root + 1n) * (root + 1n) > n;
    };
    fc.assert(fc.property(anyInteger, (n) => isRoot(n) && isRoot(n * n) && (n === 0n || isRoot(n * n - 1n))));
    for (let n = 0n; n < 300n; n++) expect(isRoot(n)).toBe(true);
  });
});
