import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  call,
  div,
  type Expression,
  extent,
  indexValue,
  integer,
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
  divideRational,
  multiplyRational,
  ONE,
  powerOfTwo,
  type Rational,
  rational,
  rationalFromNumber,
  subtractRational,
  ZERO,
} from '../spec/language/rational.ts';
import { compareBounds, contains, type Enclosure, exactValue } from './enclosure.ts';
import type { Environment } from './environment.ts';
import { createEvaluator, evaluate } from './evaluate.ts';
import { bigintField } from './interval/bigint.ts';

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

describe('evaluation', () => {
  it('of rational arithmetic is the exact rational, to the precision', () => {
    const root = div(sub(mul(x, integer(3)), one), add(power(x, integer(2)), one));
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 64 }), (n, d) => {
        const q = rational(BigInt(n), BigInt(d));
        const numerator = subtractRational(multiplyRational(q, rational(3n)), ONE);
        const expected = divideRational(numerator, addRational(multiplyRational(q, q), ONE));
        expect(contains(enclosed(root, numbers({ x: q })), expected)).toBe(true);
      }),
    );
  });

  it('of softmax sums to 1 over its row and has the ratios e^(x_i - x_j)', () => {
    const row = (name: string): Expression => symbol('x', 0, ['r', name]);
    const top = reduce('max', 'k', row('k'));
    const root = div(call('exp', sub(row('c'), top)), reduce('sum', 'k', call('exp', sub(row('k'), top))));
    const environment = numbers(
      {
        x: [
          [1, 2, 4],
          [0, -700, 700],
        ],
      },
      { k: 3, c: 3 },
    );
    const evaluator = createEvaluator(field, environment);
    for (const r of [0, 1]) {
      const outputs = [0, 1, 2].map((c) =>
        evaluator(
          root,
          new Map([
            ['r', r],
            ['c', c],
          ]),
        ),
      );
      const sum = field.bounds(outputs.reduce((a, b) => field.add(a, b)))!;
      expect(contains(sum, ONE)).toBe(true);
      const ratio = field.bounds(field.div(outputs[1]!, outputs[0]!))!;
      const expected = field.bounds(field.exp(field.fromRational(rational(r === 0 ? 1n : -700n))))!;
      expect(compareBounds(ratio.lower, expected.upper)).toBeLessThanOrEqual(0);
      expect(compareBounds(expected.lower, ratio.upper)).toBeLessThanOrEqual(0);
    }
  });

  it('of batch normalisation agrees with a case computed by hand', () => {
    // Channel values 1, 3, 5, 7: mean 4, biased variance 5; with epsilon 4 the divisor is 3.
    const element = symbol('x', 0, ['n', 'c', 's']);
    const count = mul(extent('n'), extent('s'));
    const over = (body: Expression): Expression => div(reduce('sum', 'n', reduce('sum', 's', body)), count);
    const mean = over(element);
    const variance = over(power(sub(element, mean), integer(2)));
    const root = div(sub(element, mean), call('sqrt', add(variance, symbol('epsilon'))));
    const environment = numbers({ x: [[[1, 3]], [[5, 7]]], epsilon: 4 }, { n: 2, c: 1, s: 2 });
    const at = (n: number, s: number) =>
      enclosed(
        root,
        environment,
        new Map([
          ['n', n],
          ['c', 0],
          ['s', s],
        ]),
      );
    expect(exactValue(at(0, 0))).toEqual(rational(-1n));
    expect(exactValue(at(1, 1))).toEqual(ONE);
    expect(contains(at(0, 1), rational(-1n, 3n))).toBe(true);
  });

  it('counts indices from 1 and reads extents', () => {
    const root = reduce('sum', 'i', mul(indexValue('i'), extent('i')));
    expect(exactValue(enclosed(root, numbers({}, { i: 4 })))).toEqual(rational(40n));
  });

  it('reduces by max and min', () => {
    const body = symbol('x', 0, ['i']);
    const environment = numbers({ x: [3, -5, 4] }, { i: 3 });
    expect(exactValue(enclosed(reduce('max', 'i', body), environment))).toEqual(rational(4n));
    expect(exactValue(enclosed(reduce('min', 'i', body), environment))).toEqual(rational(-5n));
  });

  it('binds an index of a sum again inside another sum over the same name', () => {
    const inner = reduce('sum', 'i', indexValue('i'));
    const root = reduce('sum', 'i', mul(indexValue('i'), inner));
    expect(exactValue(enclosed(root, numbers({}, { i: 3 })))).toEqual(rational(36n));
  });

  it('tells values at t from values at t-1', () => {
    const environment: Environment = { value: (_key, lag) => rational(lag === 1 ? 5n : 7n), extent: () => 1 };
    expect(exactValue(enclosed(sub(symbol('m'), symbol('m', 1)), environment))).toEqual(rational(2n));
  });

  it('takes integer powers of negative bases, and real powers by the exponential', () => {
    const cube = power(x, symbol('t'));
    expect(exactValue(enclosed(cube, numbers({ x: -2, t: 3 })))).toEqual(rational(-8n));
    expect(contains(enclosed(cube, numbers({ x: 9, t: 0.5 })), rational(3n))).toBe(true);
  });

  it('refuses an index without a value, naming it', () => {
    expect(() => enclosed(symbol('x', 0, ['j']), numbers({ x: [1] }))).toThrow(/index j/);
    expect(() => enclosed(reduce('sum', 'j', one), numbers({}, { j: 0 }))).toThrow(/index j runs over 0/);
  });

  it('has no value where an operation is defined nowhere', () => {
    expect(field.bounds(evaluate(field, call('log', neg(one)), numbers({})))).toBeUndefined();
  });

  it('of 20,000 levels does not overflow the stack, with and without an index', () => {
    let deep: Expression = x;
    let indexed: Expression = symbol('y', 0, ['i']);
    for (let i = 0; i < 20_000; i++) {
      deep = add(deep, one);
      indexed = add(indexed, one);
    }
    expect(exactValue(enclosed(deep, numbers({ x: 0 })))).toEqual(rational(20_000n));
    expect(exactValue(enclosed(indexed, numbers({ y: [0] }), new Map([['i', 0]])))).toEqual(rational(20_000n));
  });

  it('visits a shared node once: a hundred doublings are a hundred operations', () => {
    let doubled: Expression = x;
    for (let i = 0; i < 100; i++) doubled = add(doubled, doubled);
    expect(exactValue(enclosed(doubled, numbers({ x: 1 })))).toEqual(powerOfTwo(100));
  });
});

describe('select', () => {
  const relu = select({ kind: 'compare', op: '>', left: x, right: integer(0) }, x, integer(0));

  it('takes the branch that its condition proves', () => {
    expect(exactValue(enclosed(relu, numbers({ x: -3 })))).toEqual(ZERO);
    expect(exactValue(enclosed(relu, numbers({ x: 3 })))).toEqual(rational(3n));
    expect(exactValue(enclosed(relu, numbers({ x: 0 })))).toEqual(ZERO);
  });

  it('is the hull of both branches where the condition is not decided', () => {
    const box = { lower: rational(-1n), upper: rational(2n) };
    expect(enclosed(relu, numbers({ x: box }))).toEqual(box);
  });

  it('does not read symbols of a branch that is not taken', () => {
    const guarded = select({ kind: 'compare', op: '=', left: x, right: integer(0) }, one, symbol('missing'));
    const environment: Environment = {
      value: (key) => {
        if (key !== 'x') throw new Error(`no ${key}`);
        return ZERO;
      },
      extent: () => 1,
    };
    expect(exactValue(enclosed(guarded, environment))).toEqual(ONE);
  });

  it.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
    ['=', [false, true, false]],
    ['!=', [true, false, true]],
  ] as const)('decides 1 %s 2, 2 and 2, 3 and 2 and touching boxes only where they allow it', (op, expected) => {
    const node = select({ kind: 'compare', op, left: x, right: integer(2) }, one, integer(0));
    const results = [1, 2, 3].map((value) => exactValue(enclosed(node, numbers({ x: value })))!.num === 1n);
    expect(results).toEqual(expected);
    const touching = enclosed(node, numbers({ x: { lower: rational(2n), upper: rational(3n) } }));
    const decided = op === '<' || op === '>=';
    expect(exactValue(touching) !== undefined).toBe(decided);
  });

  it('holds an `and` only where all its parts hold', () => {
    const between = select(
      {
        kind: 'and',
        parts: [
          { kind: 'compare', op: '<=', left: integer(0), right: x },
          { kind: 'compare', op: '<', left: x, right: integer(6) },
        ],
      },
      x,
      integer(6),
    );
    expect(exactValue(enclosed(between, numbers({ x: 5 })))).toEqual(rational(5n));
    expect(exactValue(enclosed(between, numbers({ x: 6 })))).toEqual(rational(6n));
    expect(exactValue(enclosed(between, numbers({ x: -1 })))).toEqual(rational(6n));
  });
});
