import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentOf, twoTo } from './float-exponent.ts';

describe('the exponent of a float64', () => {
  it('is floor(log2 |x|): x lies between that power of two and the next', () => {
    const normal = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => Math.abs(x) >= 2 ** -1022);
    fc.assert(
      fc.property(normal, (x) => {
        const e = exponentOf(x);
        expect(twoTo(e)).toBeLessThanOrEqual(Math.abs(x));
        expect(Math.abs(x) / 2).toBeLessThan(twoTo(e));
      }),
    );
  });

  it('steps at powers of two, not near them', () => {
    expect([1, 2, 2 - 2 ** -52, -0.5, 2 ** -1022].map(exponentOf)).toEqual([0, 1, 0, -1, -1022]);
  });

  it('is below every format for zero and subnormals, above it for infinities and NaN', () => {
    expect([0, -0, 5e-324].map(exponentOf)).toEqual([-1023, -1023, -1023]);
    expect([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map(exponentOf)).toEqual([
      1024, 1024, 1024,
    ]);
  });
});

describe('a power of two', () => {
  it('is exact over the whole range, subnormals included, and 0 or infinite beyond', () => {
    expect(twoTo(-1074)).toBe(Number.MIN_VALUE);
    expect(twoTo(1023) * (2 - 2 ** -52)).toBe(Number.MAX_VALUE);
    expect([twoTo(0), twoTo(-1), twoTo(10)]).toEqual([1, 0.5, 1024]);
    expect([twoTo(-1075), twoTo(1024)]).toEqual([0, Number.POSITIVE_INFINITY]);
    for (let e = -1073; e <= 1023; e++) expect(twoTo(e)).toBe(2 * twoTo(e - 1));
  });
});
