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
  power,
  reduce,
  sub,
  symbol,
} from '../../spec/language/expression.ts';
import { rational } from '../../spec/language/rational.ts';
import { compileTape, type Widening64 } from './tape.ts';
import { LANE } from './tape-plan.ts';

const NONE: Widening64 = { relative: () => 0, literal: () => 0, underflow: 0, addition: 0 };
const x = symbol('x');

/** Enclosure of `root` at x = `value` (or a vector over i) under `widening`. */
function evaluate(
  root: Expression,
  value: number | readonly number[],
  widening: Partial<Widening64>,
): [number, number] {
  const vector = typeof value === 'number' ? undefined : value;
  const array = Float64Array.from(vector ?? [value as number]);
  const tape = compileTape([root], { indicesOf: () => [vector ? 'i' : LANE] });
  const [output] = tape.run({
    symbols: new Map([['x@0', { lower: array, upper: array }]]),
    extents: new Map(vector ? [['i', vector.length]] : []),
    widening: { ...NONE, ...widening },
  });
  return [output!.lower[0]!, output!.upper[0]!];
}

/** [lower, upper] holds [from, to] and is at most `slack` wider at each end. */
function expectHull([lower, upper]: [number, number], from: number, to: number, slack: number): void {
  expect(lower <= from && lower >= from - slack && upper >= to && upper <= to + slack).toBe(true);
}

const R = 2 ** -10;

describe('widening', () => {
  it('moves each occurrence of a symbol by its relative amount, so that x - x becomes 2 |x| r', () => {
    expectHull(evaluate(x, 3, { relative: () => R }), 3 - 3 * R, 3 + 3 * R, 1e-15);
    expectHull(evaluate(x, -3, { relative: () => R }), -3 - 3 * R, -3 + 3 * R, 1e-15);
    expectHull(evaluate(sub(x, x), 3, { relative: () => R }), -6 * R, 6 * R, 1e-15);
    expectHull(evaluate(max(x, integer(0)), 2, { relative: () => R }), 2 - 2 * R, 2 + 2 * R, 1e-15);
  });

  it('asks by key, and zero leaves a point a point', () => {
    const keys: string[] = [];
    const relative = (key: string): number => {
      keys.push(key);
      return 0;
    };
    expect(evaluate(x, 3, { relative })).toEqual([3, 3]);
    expect(keys).toEqual(['x']);
  });

  it('a widening of 1 or more reaches across zero', () => {
    expectHull(evaluate(x, 3, { relative: () => 2 }), -3, 9, 1e-14);
  });

  it('moves literals and constants, but not a written exponent', () => {
    const widening = { literal: () => R };
    expectHull(evaluate(literal(rational(4n)), 0, widening), 4 - 4 * R, 4 + 4 * R, 1e-14);
    expectHull(evaluate(constant('pi'), 0, widening), Math.PI * (1 - R), Math.PI * (1 + R), 1e-14);
    expectHull(evaluate(power(x, integer(3)), 2, widening), 8, 8, 1e-14);
    expectHull(evaluate(power(x, integer(2)), 3, widening), 9, 9, 1e-14);
  });

  it('adds the underflow at each rounded operation and at no exact one', () => {
    const underflow = 2 ** -20;
    expectHull(evaluate(add(x, integer(1)), 1, { underflow }), 2 - underflow, 2 + underflow, 1e-15);
    expectHull(evaluate(div(x, integer(1)), 1, { underflow }), 1 - underflow, 1 + underflow, 1e-15);
    expectHull(evaluate(call('exp', x), 0, { underflow }), 1 - underflow, 1 + underflow, 1e-14);
    expect(evaluate(call('abs', max(x, integer(-9))), -4, { underflow })).toEqual([4, 4]);
    expect(evaluate(call('floor', x), 1.5, { underflow })).toEqual([1, 1]);
  });

  it('leaves an undefined value undefined', () => {
    expect(evaluate(call('sqrt', x), -1, { underflow: 1, relative: () => R })).toEqual([Infinity, -Infinity]);
  });

  const total = reduce('sum', 'i', symbol('x', 0, ['i']));

  it('moves each term of a sum by an addition for every other term', () => {
    expectHull(evaluate(total, [1, -2, 4], { addition: R }), 3 - 7 * 2 * R, 3 + 7 * 2 * R, 1e-14);
    expect(evaluate(total, [1, -2, 4], {})).toEqual([3, 3]);
  });

  it('leaves the moved terms as they are for those who read them otherwise', () => {
    const largest = reduce('max', 'i', symbol('x', 0, ['i']));
    const ratio = div(largest, total);
    expectHull(evaluate(ratio, [1, 1, 2], { addition: R }), 2 / (4 + 8 * R), 2 / (4 - 8 * R), 1e-14);
  });

  it('loses an underflow at each addition of a sum', () => {
    const underflow = 2 ** -20;
    expectHull(evaluate(total, [1, -2, 4], { underflow }), 3 - 2 * underflow, 3 + 2 * underflow, 1e-14);
  });

  it('leaves a sum with an undefined term undefined', () => {
    const roots = reduce('sum', 'i', call('sqrt', symbol('x', 0, ['i'])));
    expect(evaluate(roots, [1, -1, 4], { addition: R, underflow: 1 })).toEqual([Infinity, -Infinity]);
  });
});
