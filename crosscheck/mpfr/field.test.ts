import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Between, loadMpfr, MpfrField } from './field.ts';

const binding = await loadMpfr();
const narrow = new MpfrField(binding, 64);
const wide = new MpfrField(binding, 320);

const unary = {
  neg: (f, a) => f.neg(a),
  abs: (f, a) => f.abs(a),
  square: (f, a) => f.square(a),
  sqrt: (f, a) => f.sqrt(f.abs(a)),
  exp: (f, a) => f.exp(a),
  log: (f, a) => f.log(f.abs(a)),
  log1p: (f, a) => f.log1p(f.abs(a)),
  expm1: (f, a) => f.expm1(a),
  tanh: (f, a) => f.tanh(a),
  erf: (f, a) => f.erf(a),
  erfc: (f, a) => f.erfc(a),
  sech: (f, a) => f.sech(a),
  cosh: (f, a) => f.cosh(a),
  power: (f, a) => f.power(f.abs(a), 7),
} satisfies Record<string, (f: MpfrField, a: Between) => Between>;

const binary = {
  add: (f, a, b) => f.add(a, b),
  sub: (f, a, b) => f.sub(a, b),
  mul: (f, a, b) => f.mul(a, b),
  div: (f, a, b) => f.div(a, b),
  max: (f, a, b) => f.max(a, b),
} satisfies Record<string, (f: MpfrField, a: Between, b: Between) => Between>;

const inside = (inner: Between, outer: Between): boolean =>
  binding.mpfr_lessequal_p(outer.lower, inner.lower) !== 0 && binding.mpfr_lessequal_p(inner.upper, outer.upper) !== 0;

const small = fc.double({ min: -30, max: 30, noNaN: true });

/** An interval of positive width around three points, so that monotone pieces and straddled zeros both occur. */
const spread = fc.tuple(small, small).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

const interval = (field: MpfrField, low: number, high: number): Between => ({
  lower: field.number(low).lower,
  upper: field.number(high).upper,
});

describe('MPFR intervals', () => {
  for (const [name, f] of Object.entries(unary)) {
    it(`${name} of a point at 64 bits contains it at 320 bits`, () => {
      fc.assert(
        fc.property(fc.oneof(small, fc.double({ noNaN: true, noDefaultInfinity: true })), (x) => {
          narrow.release();
          wide.release();
          fc.pre(name !== 'log' || x !== 0);
          return inside(f(wide, wide.number(x)), f(narrow, narrow.number(x)));
        }),
        { seed: 1 },
      );
    });
    it(`${name} of an interval contains it at the ends and in the middle`, () => {
      fc.assert(
        fc.property(spread, ({ low, high }) => {
          narrow.release();
          wide.release();
          const whole = f(narrow, interval(narrow, low, high));
          return [low, low / 2 + high / 2, high]
            .filter((x) => name !== 'log' || x !== 0)
            .every((x) => inside(f(wide, wide.number(x)), whole));
        }),
        { seed: 2 },
      );
    });
  }

  for (const [name, f] of Object.entries(binary)) {
    it(`${name} of two intervals contains it at every pair of their ends and middles`, () => {
      fc.assert(
        fc.property(spread, spread, (a, b) => {
          narrow.release();
          wide.release();
          const whole = f(narrow, interval(narrow, a.low, a.high), interval(narrow, b.low, b.high));
          const points = (s: { low: number; high: number }) => [s.low, s.low / 2 + s.high / 2, s.high];
          return points(a).every((x) =>
            points(b)
              .filter((y) => name !== 'div' || y !== 0)
              .every((y) => inside(f(wide, wide.number(x), wide.number(y)), whole)),
          );
        }),
        { seed: 3 },
      );
    });
  }

  it('leaves both ends equal where the result is exact', () => {
    const three = narrow.number(3);
    expect(narrow.isExact(narrow.div(narrow.number(21), three))).toBe(true);
    expect(narrow.isExact(narrow.sqrt(narrow.number(6.25)))).toBe(true);
    expect(narrow.isExact(narrow.exp(narrow.number(0)))).toBe(true);
    expect(narrow.isExact(narrow.ratio(1, 3))).toBe(false);
  });

  it('gives the whole line for a quotient by an interval around zero', () => {
    const quotient = narrow.div(narrow.number(1), interval(narrow, -1, 1));
    expect(binding.mpfr_get_d(quotient.lower, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(binding.mpfr_get_d(quotient.upper, 2)).toBe(Number.POSITIVE_INFINITY);
  });

  it('keeps 0 * inf out of products of unbounded intervals', () => {
    const huge = narrow.exp(narrow.number(1e300));
    const product = narrow.mul(huge, interval(narrow, 0, 1));
    expect(binding.mpfr_get_d(product.lower, 3)).toBe(0);
    expect(binding.mpfr_get_d(product.upper, 2)).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses a cosine beyond the interval on which it falls', () => {
    expect(() => narrow.cos(narrow.number(4))).toThrow(RangeError);
  });
});
