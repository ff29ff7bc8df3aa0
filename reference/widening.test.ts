import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  call,
  constant,
  div,
  type Expression,
  integer,
  literal,
  max,
  mul,
  neg,
  power,
  reduce,
  sub,
  symbol,
} from '../spec/language/expression.ts';
import {
  compareRational,
  multiplyRational,
  type Rational,
  rational,
  rationalFromNumber,
  subtractRational,
} from '../spec/language/rational.ts';
import { compareBounds, type Enclosure, exactValue } from './enclosure.ts';
import type { Environment, Widening } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { bigintField } from './interval/bigint.ts';
import { decimalField } from './interval/decimal.ts';

const field = bigintField(128);

/** Scalars and arrays by key; arrays are read with their positions, row-major by nesting. */
function numbers(values: Record<string, unknown>, extents: Record<string, number> = {}): Environment {
  return {
    value: (key, _lag, positions) => {
      let at = values[key] as unknown;
      for (const position of positions) at = (at as unknown[])[position];
      return typeof at === 'number' ? rationalFromNumber(at) : (at as Rational | Enclosure);
    },
    extent: (index) => extents[index] ?? 1,
  };
}

const enclosed = (root: Expression, environment: Environment, bindings?: ReadonlyMap<string, number>): Enclosure =>
  field.bounds(evaluate(field, root, environment, bindings ? { bindings } : {}))!;

const x = symbol('x');
const one = integer(1);

describe('widening', () => {
  const NONE: Widening = { relative: () => 0, literal: () => 0, underflow: 0, addition: 0 };
  const widened = (root: Expression, environment: Environment, widening: Partial<Widening>): Enclosure =>
    field.bounds(evaluate(field, root, environment, { widening: { ...NONE, ...widening } }))!;
  const r = 2 ** -10;

  it('moves every occurrence of a symbol on its own, so that x - x is not 0', () => {
    const spread = widened(sub(x, neg(neg(x))), numbers({ x: 1 }), { relative: () => r });
    expect(spread).toEqual({ lower: rationalFromNumber(-2 * r), upper: rationalFromNumber(2 * r) });
  });

  it('moves a square as one occurrence: x^2 stays positive', () => {
    const { lower, upper } = widened(mul(x, x), numbers({ x: -1 }), { relative: () => r });
    expect(lower).toEqual(rationalFromNumber((1 - r) ** 2));
    expect(upper).toEqual(rationalFromNumber((1 + r) ** 2));
  });

  it('leaves exact literals alone and asks for constants as for inexact literals', () => {
    const literalWidth = (q: Rational) => ((q.den & (q.den - 1n)) === 0n ? 0 : r);
    const widening = { literal: literalWidth };
    expect(exactValue(widened(literal(rational(1n, 2n)), numbers({}), widening))).toEqual(rational(1n, 2n));
    for (const node of [literal(rational(1n, 3n)), constant('pi'), constant('e')]) {
      const { lower, upper } = widened(node, numbers({}), widening);
      const width = subtractRational(upper as Rational, lower as Rational);
      expect(compareRational(width, multiplyRational(lower as Rational, rationalFromNumber(1.9 * r)))).toBe(1);
    }
  });

  it('adds the underflow at each rounded operation and at no other', () => {
    const eta = 2 ** -20;
    const width = (root: Expression, expected: number) => {
      const { lower, upper } = widened(root, numbers({ x: 4 }), { underflow: eta });
      expect(subtractRational(upper as Rational, lower as Rational)).toEqual(rationalFromNumber(expected));
    };
    width(neg(max(x, one)), 0);
    width(call('abs', call('floor', x)), 0);
    width(add(x, one), 2 * eta);
    width(mul(add(x, one), integer(2)), 6 * eta);
    width(power(x, integer(2)), 2 * eta);
    width(call('sqrt', x), 2 * eta);
  });

  it('moves each term that enters a sum by an addition for every other term', () => {
    const root = reduce('sum', 'i', symbol('y', 0, ['i']));
    const environment = numbers({ y: [1, -1, 2] }, { i: 3 });
    const spread = widened(root, environment, { addition: r });
    expect(spread).toEqual({ lower: rationalFromNumber(2 - 8 * r), upper: rationalFromNumber(2 + 8 * r) });
  });

  it('contains the unwidened value, in both arithmetics', () => {
    const root = div(one, add(one, call('exp', neg(x))));
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (at) => {
        const environment = numbers({ x: at });
        const box = widened(root, environment, { relative: () => r, underflow: 2 ** -40 });
        const point = enclosed(root, environment);
        expect(compareBounds(box.lower, point.lower)).toBeLessThanOrEqual(0);
        expect(compareBounds(point.upper, box.upper)).toBeLessThanOrEqual(0);
        const decimal = decimalField(30);
        const other = decimal.bounds(
          evaluate(decimal, root, environment, { widening: { ...NONE, relative: () => r, underflow: 2 ** -40 } }),
        )!;
        expect(compareBounds(other.lower, point.lower)).toBeLessThanOrEqual(0);
        expect(compareBounds(point.upper, other.upper)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});
