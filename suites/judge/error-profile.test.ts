import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { FAIL, MIXED, ROUNDED, UNINFORMATIVE } from './accuracy-class.ts';
import { ErrorProfiler } from './error-profile.ts';

const profileOf = (...values: readonly (readonly [x: number, code: number, error: number])[]) => {
  const profiler = new ErrorProfiler('float32');
  for (const [x, code, error] of values) profiler.add(x, code, error);
  return profiler.profile();
};

describe('an error profile', () => {
  it('is absent where nothing has a place on the axis', () => {
    expect(profileOf()).toBeUndefined();
    expect(profileOf([Number.NaN, FAIL, 1], [Number.POSITIVE_INFINITY, FAIL, 1])).toBeUndefined();
  });

  it('keeps the largest error of a bin, its place, and the worst class in it', () => {
    expect(profileOf([2.01, ROUNDED, 0.25], [2.02, ROUNDED, 0.5], [2.03, MIXED, 0.125])).toEqual({
      x: [2.02],
      ulp: [0.5],
      class: ['mixed'],
    });
  });

  it('never lets a value that proves nothing hide one that does', () => {
    expect(profileOf([1, UNINFORMATIVE, 0.5], [1, ROUNDED, 0.25])?.class).toEqual(['rounded']);
    expect(profileOf([1, FAIL, 9], [1, UNINFORMATIVE, 0.5])?.class).toEqual(['fail']);
  });

  it('gives an error without a size as null, whatever else is in its bin', () => {
    expect(profileOf([1, ROUNDED, 0.5], [1, FAIL, Number.POSITIVE_INFINITY], [1, ROUNDED, 3])?.ulp).toEqual([null]);
    expect(profileOf([1, FAIL, Number.NaN])?.ulp).toEqual([null]);
  });

  it('leaves out only bins that lie between two bins like them', () => {
    const flat = [1, 2, 4, 8, 16].map((x) => [x, ROUNDED, 0.5] as const);
    expect(profileOf(...flat)?.x).toEqual([1, 16]);
    expect(profileOf(...flat, [4, MIXED, 0.5])?.x).toEqual([1, 2, 4, 8, 16]);
    expect(profileOf(...flat, [4, ROUNDED, 0.75])?.x).toEqual([1, 2, 4, 8, 16]);
  });

  it('tells -0.25, 0, 2^-40, 0.1, 88, 104 and 1e30 apart', () => {
    const x = [-0.25, 0, 2 ** -40, 0.1, 88, 104, 1e30];
    expect(profileOf(...x.map((at, i) => [at, ROUNDED, i] as const))?.ulp).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('has at most 203 bins in every format, in the order of x, and holds the worst of all', () => {
    const value = fc.record({
      x: fc.double({ noNaN: true, noDefaultInfinity: true }),
      code: fc.constantFrom(ROUNDED, MIXED, FAIL),
      error: fc.double({ min: 0, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(FORMATS) as FormatName[])),
        fc.array(value, { minLength: 1, maxLength: 400 }),
        (format, all) => {
          const profiler = new ErrorProfiler(format);
          for (const { x, code, error } of all) profiler.add(x, code, error);
          const { x, ulp, class: classes } = profiler.profile()!;
          expect(x.length).toBeLessThanOrEqual(203);
          expect([ulp.length, classes.length]).toEqual([x.length, x.length]);
          for (let i = 1; i < x.length; i++) expect(x[i]!).toBeGreaterThanOrEqual(x[i - 1]!);
          const largest = Math.max(...all.map(({ error }) => error));
          expect(Math.max(...ulp.map(Number))).toBe(largest < 0.01 ? 0 : Number(largest.toPrecision(2)));
          expect(classes.includes('fail')).toBe(all.some(({ code }) => code === FAIL));
        },
      ),
    );
  });
});
