import { describe, expect, it } from 'vitest';
import { add, call, div, type Expression, integer, literal, select, sub, symbol } from '../spec/language/expression.ts';
import { rational, rationalFromNumber } from '../spec/language/rational.ts';
import { Decisions } from './decisions.ts';
import type { Widening } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { compileTape } from './float64/tape.ts';
import { bigintField } from './interval/bigint.ts';
import { decimalField } from './interval/decimal.ts';

const [t, k, x] = [symbol('t'), symbol('k'), symbol('x')];
const counts = (key: string): boolean => key !== 'x';
const R = 2 ** -10;
const WIDE: Widening = { relative: () => R, literal: () => R, underflow: 2 ** -20, addition: 0 };

const floor = (argument: Expression): Expression => call('floor', argument);
const whenLess = (left: Expression, right: Expression): Expression =>
  select({ kind: 'compare', op: '<', left, right }, integer(1), integer(-1));

type Values = Readonly<Record<string, number>>;

const byTape = (root: Expression, values: Values, counted = counts): readonly [number, number] => {
  const symbols = Object.entries(values).map(([key, value]) => {
    const array = Float64Array.of(value);
    return [`${key}@0`, { lower: array, upper: array }] as const;
  });
  const tape = compileTape([root], { indicesOf: () => [], counts: counted });
  const [output] = tape.run({ symbols: new Map(symbols), extents: new Map(), widening: WIDE });
  return [output!.lower[0]!, output!.upper[0]!];
};

const bySlowTier =
  (field: ReturnType<typeof bigintField> | ReturnType<typeof decimalField>) =>
  (root: Expression, values: Values, counted = counts): readonly [number, number] => {
    const environment = { value: (key: string) => rationalFromNumber(values[key]!), extent: () => 1 };
    const widening = { ...WIDE, counts: counted };
    const element = evaluate<never>(field as never, root, environment, { widening });
    const { lower, upper } = (field as { bounds(e: unknown): { lower: unknown; upper: unknown } }).bounds(element);
    const number = (bound: unknown): number => {
      const { num, den } = bound as { num: bigint; den: bigint };
      return Number(num) / Number(den);
    };
    return [number(lower), number(upper)];
  };

describe.each([
  ['the float64 tier', byTape],
  ['the bigint tier', bySlowTier(bigintField(128))],
  ['the decimal tier', bySlowTier(decimalField(40))],
] as const)('widened evaluation in %s', (_, value) => {
  /** The literal that stands for what was decided is widened as any other. */
  const decided = (bounds: readonly [number, number], result: number): void => {
    expect(bounds[0]).toBeGreaterThan(result - 0.01);
    expect(bounds[1]).toBeLessThan(result + 0.01);
  };

  it('takes the floor of a quotient of whole numbers exactly', () => {
    for (const [of, by, result] of [
      [6, 3, 2],
      [5, 3, 1],
      [107, 107, 1],
      [0, 7, 0],
    ] as const)
      decided(value(floor(div(t, k)), { t: of, k: by }), result);
    decided(value(floor(add(div(t, k), integer(1))), { t: 6, k: 3 }), 3);
    decided(value(floor(add(div(t, k), div(integer(1), integer(2)))), { t: 3, k: 6 }), 1);
  });

  it('compares whole numbers exactly, sums of them too', () => {
    decided(value(whenLess(t, k), { t: 8, k: 8 }), -1);
    decided(value(whenLess(t, k), { t: 7, k: 8 }), 1);
    decided(value(whenLess(sub(t, integer(1)), k), { t: 8, k: 8 }), 1);
  });

  it('leaves what is no whole number as wide as it was', () => {
    const straddling = value(floor(div(x, k)), { x: 6, k: 3 });
    expect(straddling[1] - straddling[0]).toBeGreaterThan(0.9);
    const undecided = value(whenLess(x, k), { x: 8, k: 8 });
    expect(undecided[0] < 0 && undecided[1] > 0).toBe(true);
    // A planted fault: were x taken for a count, both would be decided.
    decided(
      value(floor(div(x, k)), { x: 6, k: 3 }, () => true),
      2,
    );
    decided(
      value(whenLess(x, k), { x: 8, k: 8 }, () => true),
      -1,
    );
  });

  it('widens the same symbol where nothing is decided by it', () => {
    const [lower, upper] = value(select({ kind: 'compare', op: '<', left: t, right: k }, t, k), { t: 7, k: 8 });
    expect(upper - lower).toBeGreaterThan(7 * R);
  });
});

describe('a decision', () => {
  const decisions = new Decisions(counts);
  const isExact = (argument: Expression): boolean => decisions.isCountedFloor(argument);

  it('is one of whole numbers where it is made of counts, integers and one division', () => {
    expect([t, sub(t, k), div(t, k), div(sub(t, integer(1)), k), floor(div(t, k))].every(isExact)).toBe(true);
  });

  it('compares a quotient with a whole number, and no quotient with another one, which may round to the same', () => {
    const isCounted = (left: Expression, right: Expression): boolean =>
      decisions.isCounted({ kind: 'compare', op: '<', left, right });
    expect([isCounted(t, k), isCounted(div(t, k), integer(3)), isCounted(k, div(t, k))]).toEqual([true, true, true]);
    expect(isCounted(div(t, k), div(k, t))).toBe(false);
  });

  it('is none with another symbol, another literal, or two divisions that may come closer than either says', () => {
    const share = literal(rational(3n, 10n));
    expect([x, div(x, k), sub(t, share), div(t, share), add(div(t, k), div(integer(1), k))].some(isExact)).toBe(false);
  });
});
