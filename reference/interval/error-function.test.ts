import { describe, expect, it } from 'vitest';
import { compareEnds, type Dyadic, ONE_END } from './dyadic.ts';
import { erfPoint } from './error-function.ts';

const PRECISIONS = [53, 128, 512, 2048];

/** The least multiple of 1/8 with x^2 log2 e > p + 4, from which on erf is told by its bound alone. */
const threshold = (p: number): number => Math.ceil(8 * Math.sqrt((p + 4) * Math.LN2));

describe('erf where it is 1 up to the precision', () => {
  it.each(PRECISIONS)('contains its value at %i bits and is one unit wide', (p) => {
    const x: Dyadic = { m: BigInt(threshold(p)), e: -3 };
    const { lo, hi } = erfPoint(x, p);
    // Four times the bits: the series, which knows nothing of the bound.
    const exact = erfPoint(x, 4 * p);
    expect(compareEnds(lo, exact.lo)).toBe(-1);
    expect(compareEnds(exact.hi, hi)).toBeLessThanOrEqual(0);
    expect(hi).toEqual(ONE_END);
    expect(lo).toEqual({ m: (1n << BigInt(p)) - 1n, e: -p });
  });

  it.each(PRECISIONS)('joins the series below at %i bits without a step down', (p) => {
    const below = erfPoint({ m: BigInt(threshold(p) - 1), e: -3 }, p);
    const above = erfPoint({ m: BigInt(threshold(p)), e: -3 }, p);
    expect(compareEnds(below.lo, above.hi)).toBeLessThanOrEqual(0);
  });

  it('asks no exponential of an argument of any size', () => {
    for (const e of [10, 1000, 2 ** 39]) expect(erfPoint({ m: 3n, e }, 6644).hi).toEqual(ONE_END);
  });
});
