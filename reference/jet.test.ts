import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  call,
  div,
  type Expression,
  integer,
  literal,
  max,
  min,
  mul,
  neg,
  power,
  reduce,
  select,
  sub,
  symbol,
} from '../spec/language/expression.ts';
import {
  addRational,
  HALF,
  negateRational,
  powerOfTwo,
  type Rational,
  rational,
  rationalFromNumber,
  subtractRational,
} from '../spec/language/rational.ts';
import { compareBounds, contains, type Enclosure, exactValue } from './enclosure.ts';
import type { Environment } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { bigintField } from './interval/bigint.ts';
import { decimalField } from './interval/decimal.ts';
import { derivative } from './jet.ts';

const x = symbol('x');
const one = integer(1);
const field = bigintField(200);
const at = (value: Rational | Enclosure): Environment => ({ value: () => value, extent: () => 3 });
const slope = (root: Expression, value: Rational | Enclosure): Enclosure =>
  field.bounds(derivative(field, root, at(value), { key: 'x' }))!;

const intersects = (a: Enclosure, b: Enclosure): boolean =>
  compareBounds(a.lower, b.upper) <= 0 && compareBounds(b.lower, a.upper) <= 0;

/** Each function beside its derivative, written by hand. */
const RULES: readonly (readonly [string, Expression, Expression])[] = [
  ['exp', call('exp', x), call('exp', x)],
  ['expm1', call('expm1', x), call('exp', x)],
  ['log', call('log', x), div(one, x)],
  ['log1p', call('log1p', x), div(one, add(one, x))],
  ['sqrt', call('sqrt', x), div(one, mul(integer(2), call('sqrt', x)))],
  ['tanh', call('tanh', x), sub(one, power(call('tanh', x), integer(2)))],
  ['sinh', call('sinh', x), call('cosh', x)],
  ['cosh', call('cosh', x), call('sinh', x)],
  ['sin', call('sin', x), call('cos', x)],
  ['cos', call('cos', x), neg(call('sin', x))],
  ['a power', power(x, integer(-3)), mul(integer(-3), power(x, integer(-4)))],
  [
    'a real power',
    power(x, literal(rational(7n, 3n))),
    mul(literal(rational(7n, 3n)), power(x, literal(rational(4n, 3n)))),
  ],
  ['x^x', power(x, x), mul(power(x, x), add(call('log', x), one))],
  ['a product', mul(x, call('exp', x)), mul(add(x, one), call('exp', x))],
  [
    'a quotient',
    div(one, add(one, call('exp', neg(x)))),
    div(call('exp', neg(x)), power(add(one, call('exp', neg(x))), integer(2))),
  ],
  ['abs', call('abs', x), one],
  ['floor', call('floor', x), integer(0)],
];

describe.each(RULES)('the derivative of %s', (_, root, expected) => {
  it('is the one written by hand', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 20, noNaN: true }).filter((v) => !Number.isInteger(v)),
        (value) => {
          const environment = at(rationalFromNumber(value));
          const byHand = field.bounds(evaluate(field, expected, environment))!;
          expect(intersects(slope(root, rationalFromNumber(value)), byHand)).toBe(true);
          const arbiter = decimalField(40);
          expect(intersects(arbiter.bounds(derivative(arbiter, root, environment, { key: 'x' }))!, byHand)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is near the difference quotient', () => {
    // f(x+h) - f(x-h) over 2h differs by at most h^2 |f'''| / 6, far below 2^-40 here.
    const h = powerOfTwo(-40);
    for (const value of [rational(3n, 8n), rational(5n, 4n), rational(37n, 16n)]) {
      const f = (point: Rational) => evaluate(field, root, at(point));
      const rise = field.sub(f(addRational(value, h)), f(subtractRational(value, h)));
      const quotient = field.bounds(field.div(rise, field.fromRational(powerOfTwo(-39))))!;
      const { lower, upper } = slope(root, value) as { lower: Rational; upper: Rational };
      const near = { lower: subtractRational(lower, powerOfTwo(-38)), upper: addRational(upper, powerOfTwo(-38)) };
      expect(intersects(quotient, near)).toBe(true);
    }
  });
});

describe('the derivative of the error function', () => {
  it('is 2/sqrt(pi) e^(-x^2), and that of erfc its negative', () => {
    for (const value of [-3, 0, 0.5, 7]) {
      const [f, g] = [
        slope(call('erf', x), rationalFromNumber(value)),
        slope(call('erfc', x), rationalFromNumber(value)),
      ];
      const expected = (2 / Math.sqrt(Math.PI)) * Math.exp(-value * value);
      const lower = f.lower as Rational;
      expect(Number(lower.num) / Number(lower.den) / expected).toBeCloseTo(1, 12);
      expect(compareBounds(g.upper, rational(0n))).toBe(-1);
      expect(
        intersects({ lower: negateRational(g.upper as Rational), upper: negateRational(g.lower as Rational) }, f),
      ).toBe(true);
    }
  });
});

describe('at a kink', () => {
  const zero = integer(0);
  const kinks: readonly (readonly [string, Expression, number, number])[] = [
    ['relu by max', max(x, zero), 0, 1],
    ['relu by a strict select', select({ kind: 'compare', op: '>', left: x, right: zero }, x, zero), 0, 1],
    ['relu by a weak select', select({ kind: 'compare', op: '>=', left: x, right: zero }, x, zero), 0, 1],
    ['abs', call('abs', x), -1, 1],
    ['relu6 below', min(max(x, zero), integer(6)), 0, 1],
  ];

  it.each(kinks)('%s has the hull of both one-sided derivatives', (_, root, low, high) => {
    const atKink = slope(root, rational(0n));
    expect([atKink.lower, atKink.upper]).toEqual([rationalFromNumber(low), rationalFromNumber(high)]);
    expect(exactValue(slope(root, powerOfTwo(-2000)))).toEqual(rational(BigInt(high)));
    expect(exactValue(slope(root, rational(-1n, 7n)))).toEqual(rational(BigInt(low)));
  });

  it('does not take a tie of things that do not move for a kink', () => {
    const t = symbol('t');
    const root = select({ kind: 'compare', op: '<', left: t, right: integer(3) }, mul(x, t), mul(x, x));
    const environment: Environment = { value: (key) => (key === 't' ? rational(3n) : rational(5n)), extent: () => 1 };
    const exact = field.bounds(derivative(field, root, environment, { key: 'x' }))!;
    expect(exactValue(exact)).toEqual(rational(10n));
  });

  it('is unbounded where the value jumps, and empty where there is no value', () => {
    expect(slope(call('floor', x), rational(2n))).toEqual({ lower: '-inf', upper: 'inf' });
    expect(slope(call('sign', x), rational(0n))).toEqual({ lower: '-inf', upper: 'inf' });
    expect(field.bounds(derivative(field, add(x, call('log', integer(-1))), at(HALF), { key: 'x' }))).toBeUndefined();
  });

  it('encloses the slopes of a whole box', () => {
    const spread = slope(max(x, zero), { lower: rational(-1n), upper: rational(1n) });
    expect([spread.lower, spread.upper]).toEqual([rational(0n), rational(1n)]);
  });
});

describe('the derivative by one element', () => {
  const element = (name: string): Expression => symbol('x', 0, [name]);
  const values = [rational(1n), rational(2n), rational(-1n)];
  const environment: Environment = { value: (_key, _lag, [i]) => values[i!]!, extent: () => 3 };
  const softmax = div(call('exp', element('c')), reduce('sum', 'k', call('exp', element('k'))));

  it('of softmax is y_c (delta - y_j), and a row of them sums to 0', () => {
    const y = [0, 1, 2].map((c) => evaluate(field, softmax, environment, { bindings: new Map([['c', c]]) }));
    for (const j of [0, 1, 2]) {
      const column = [0, 1, 2].map((c) =>
        derivative(field, softmax, environment, { key: 'x', positions: [j] }, new Map([['c', c]])),
      );
      for (const c of [0, 1, 2]) {
        const delta = field.fromRational(rational(c === j ? 1n : 0n));
        const expected = field.bounds(field.mul(y[c]!, field.sub(delta, y[j]!)))!;
        expect(intersects(field.bounds(column[c]!)!, expected)).toBe(true);
      }
      expect(contains(field.bounds(column.reduce((a, b) => field.add(a, b)))!, rational(0n))).toBe(true);
    }
  });

  it('of a sum of squares is twice the element, and of a maximum 1 at the largest alone', () => {
    const squares = reduce('sum', 'i', power(element('i'), integer(2)));
    const largest = reduce('max', 'i', element('i'));
    const by = (root: Expression, i: number) =>
      exactValue(field.bounds(derivative(field, root, environment, { key: 'x', positions: [i] }))!)!.num;
    expect([0, 1, 2].map((i) => by(squares, i))).toEqual([2n, 4n, -2n]);
    expect([0, 1, 2].map((i) => by(largest, i))).toEqual([0n, 1n, 0n]);
  });

  it('tells x at t-1 from x at t', () => {
    const root = add(mul(integer(2), symbol('x')), mul(integer(3), symbol('x', 1)));
    const by = (lag: 0 | 1) => exactValue(field.bounds(derivative(field, root, at(HALF), { key: 'x', lag }))!);
    expect([by(0), by(1)]).toEqual([rational(2n), rational(3n)]);
  });
});
