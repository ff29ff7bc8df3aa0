import { describe, expect, it } from 'vitest';
import {
  add,
  call,
  div,
  type Expression,
  extent,
  integer,
  literal,
  max,
  mul,
  neg,
  power,
  reduce,
  select,
  sub,
  symbol,
} from '../../spec/language/expression.ts';
import { HALF, rational, rationalFromDecimal } from '../../spec/language/rational.ts';
import { compileTape } from './tape.ts';
import { BLOCK, LANE } from './tape-plan.ts';
import { type Box, containment } from './testing/containment.ts';
import { pointsOf, xorshift } from './testing/kernel-error.ts';

const point = (...values: number[]): Box => {
  const array = Float64Array.from(values);
  return { lower: array, upper: array };
};
const random = xorshift(20_240_229);
const uniform = (n: number, from: number, to: number): Box =>
  point(...Array.from({ length: n }, () => from + (random() / 2 ** 32) * (to - from)));

const x = symbol('x');
const one = integer(1);
const half = literal(HALF);
const lanes = { indicesOf: () => [LANE] };
const wide = Float64Array.from(pointsOf(-40, 40, 60, [1, 20], 8));
const alongLanes = {
  symbols: new Map([['x@0', { lower: wide, upper: wide }]]),
  extents: new Map([[LANE, wide.length]]),
};

const SCALAR: Readonly<Record<string, Expression>> = {
  sigmoid: div(one, add(one, call('exp', neg(x)))),
  tanh: call('tanh', x),
  'gelu by erfc': mul(mul(half, x), call('erfc', neg(div(x, call('sqrt', integer(2)))))),
  'derivative of sigmoid': div(call('exp', neg(x)), power(add(one, call('exp', neg(x))), integer(2))),
};

describe('enclosures of the formulas of deep learning', { timeout: 60_000 }, () => {
  for (const [name, root] of Object.entries(SCALAR)) {
    it(`${name} lies in its enclosure at every point, which is narrower than 2^-38`, () => {
      const report = containment({ root, layout: lanes, ...alongLanes });
      expect(report.misses).toEqual([]);
      expect(report.compared).toBe(wide.length);
      expect(report.widest).toBeLessThan(2 ** -38);
    });
  }

  it('softmax over the last axis, shifted by the maximum', () => {
    const at = (index: string): Expression => symbol('x', 0, ['row', index]);
    const shifted = (index: string): Expression => call('exp', sub(at(index), reduce('max', 'k', at('k'))));
    const root = div(shifted('class'), reduce('sum', 'j', shifted('j')));
    const extents = new Map([
      ['row', 4],
      ['class', 7],
      ['j', 7],
      ['k', 7],
    ]);
    const report = containment({
      root,
      layout: { indicesOf: () => ['row', 'class'] },
      symbols: new Map([['x@0', uniform(28, -30, 30)]]),
      extents,
    });
    expect(report).toMatchObject({ misses: [], compared: 28 });
    expect(report.widest).toBeLessThan(2 ** -44);
  });

  it('batchnorm in training', () => {
    const at = (n: string, s: string): Expression => symbol('x', 0, [n, 'c', s]);
    const count = mul(extent('i'), extent('j'));
    const overBatch = (body: Expression): Expression => div(reduce('sum', 'i', reduce('sum', 'j', body)), count);
    const mean = overBatch(at('i', 'j'));
    const variance = overBatch(power(sub(at('i', 'j'), mean), integer(2)));
    const root = add(
      mul(
        symbol('gamma', 0, ['c']),
        div(sub(at('n', 's'), mean), call('sqrt', add(variance, literal(rationalFromDecimal('1e-5'))))),
      ),
      symbol('beta', 0, ['c']),
    );
    const stored: Record<string, readonly string[]> = { x: ['n', 'c', 's'], gamma: ['c'], beta: ['c'] };
    const report = containment({
      root,
      layout: { indicesOf: (key) => stored[key]! },
      symbols: new Map([
        ['x@0', uniform(24, -3, 5)],
        ['gamma@0', uniform(3, 0.5, 2)],
        ['beta@0', uniform(3, -1, 1)],
      ]),
      extents: new Map([
        ['n', 2],
        ['i', 2],
        ['c', 3],
        ['s', 4],
        ['j', 4],
      ]),
    });
    expect(report).toMatchObject({ misses: [], compared: 24 });
  });

  it('a step of AdamW, with integer powers of the decay rates', () => {
    const [g, lr, beta1, beta2, epsilon, decay] = ['g', 'lr', 'beta1', 'beta2', 'epsilon', 'decay'].map((k) =>
      symbol(k),
    );
    const lerp = (beta: Expression, old: Expression, now: Expression): Expression =>
      add(mul(beta, old), mul(sub(one, beta), now));
    const corrected = (value: Expression, beta: Expression): Expression =>
      div(value, sub(one, power(beta, symbol('t'))));
    const mHat = corrected(lerp(beta1!, symbol('m', 1), g!), beta1!);
    const vHat = corrected(lerp(beta2!, symbol('v', 1), power(g!, integer(2))), beta2!);
    const theta = symbol('theta', 1);
    const root = sub(sub(theta, mul(lr!, div(mHat, add(call('sqrt', vHat), epsilon!)))), mul(mul(lr!, decay!), theta));
    const hyper = { lr: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.01, t: 3 };
    const report = containment({
      root,
      layout: { indicesOf: (key) => (key in hyper ? [] : [LANE]) },
      symbols: new Map([
        ['g@0', uniform(50, -2, 2)],
        ['m@1', uniform(50, -1, 1)],
        ['v@1', uniform(50, 0, 1)],
        ['theta@1', uniform(50, -1, 1)],
        ...Object.entries(hyper).map(([key, value]): [string, Box] => [`${key}@0`, point(value)]),
      ]),
      extents: new Map([[LANE, 50]]),
    });
    expect(report).toMatchObject({ misses: [], compared: 50 });
    expect(report.widest).toBeLessThan(2 ** -30);
  });
});

describe('containment is not blind', { timeout: 60_000 }, () => {
  it('enclosures collapsed to a single float are caught', () => {
    const collapsing: typeof compileTape = (roots, layout) => {
      const tape = compileTape(roots, layout);
      return { run: (input) => tape.run(input).map(({ lower, indices }) => ({ lower, upper: lower, indices })) };
    };
    const { misses } = containment({ root: SCALAR.sigmoid!, layout: lanes, ...alongLanes, compile: collapsing });
    expect(misses.length).toBeGreaterThan(wide.length / 2);
  });

  it('a formula wrong in its tenth digit is caught', () => {
    const wrong = add(one, literal(rational(1n, 10n ** 10n)));
    const planted: typeof compileTape = (roots, layout) => compileTape([mul(roots[0]!, wrong)], layout);
    const { misses } = containment({ root: SCALAR['gelu by erfc']!, layout: lanes, ...alongLanes, compile: planted });
    expect(misses.length).toBeGreaterThan(wide.length / 2);
  });
});

describe('a tape', () => {
  const run = (root: Expression, ...values: number[]) => {
    const [output] = compileTape([root], lanes).run({
      symbols: new Map([['x@0', point(...values)]]),
      extents: new Map(),
    });
    return Array.from(output!.lower, (lower, i) => [lower, output!.upper[i]!]);
  };

  it('keeps exact what float64 holds: signs, maxima, sums and differences of integers', () => {
    expect(run(max(x, integer(0)), -3, 0, 2.5)).toEqual([
      [0, 0],
      [0, 0],
      [2.5, 2.5],
    ]);
    expect(run(sub(add(x, integer(3)), one), 4)).toEqual([[6, 6]]);
    expect(run(mul(x, integer(0)), 7)).toEqual([[0, 0]]);
  });

  it('marks what is undefined as empty and carries it through every operation', () => {
    const empty = [Infinity, -Infinity];
    expect(run(call('sqrt', x), -1, 4)[0]).toEqual(empty);
    for (const of of [
      neg(add(one, call('exp', call('sqrt', x)))),
      add(one, call('log', x)),
      power(call('sqrt', x), integer(-1)),
    ]) {
      expect(run(of, -2)).toEqual([empty]);
    }
    const body = call('sqrt', symbol('x', 0, ['i']));
    const tape = compileTape([reduce('sum', 'i', body)], { indicesOf: () => ['i'] });
    const [total] = tape.run({ symbols: new Map([['x@0', point(1, -1)]]), extents: new Map([['i', 2]]) });
    expect([total!.lower[0], total!.upper[0]]).toEqual(empty);
  });

  it('a branch that is not taken may be undefined', () => {
    const root = select({ kind: 'compare', op: '>=', left: x, right: integer(0) }, call('sqrt', x), neg(x));
    const [[lower, upper], [, second]] = run(root, -2, 4) as [[number, number], [number, number]];
    expect([lower, upper]).toEqual([2, 2]);
    expect(second).toBeGreaterThan(2);
  });

  it('an undecided condition gives the hull of both branches', () => {
    const root = select({ kind: 'compare', op: '<', left: x, right: one }, integer(-5), integer(9));
    const box = { lower: Float64Array.of(0), upper: Float64Array.of(2) };
    const [output] = compileTape([root], lanes).run({ symbols: new Map([['x@0', box]]), extents: new Map() });
    expect([output!.lower[0], output!.upper[0]]).toEqual([-5, 9]);
  });

  it('infinite inputs never give NaN: 0 * inf and inf - inf are the whole line', () => {
    const line = [-Infinity, Infinity];
    expect(run(mul(x, integer(0)), Infinity)).toEqual([line]);
    expect(run(sub(x, x), Infinity)).toEqual([line]);
    expect(run(div(x, x), Infinity, 0)).toEqual([line, line]);
    const [atInfinity, atMinusInfinity] = run(SCALAR.sigmoid!, Infinity, -Infinity);
    expect(atInfinity![0]!).toBeLessThanOrEqual(1);
    expect(atInfinity![1]!).toBeGreaterThanOrEqual(1);
    expect(atMinusInfinity![0]!).toBeLessThanOrEqual(0);
  });

  it('works in blocks without losing or repeating a lane', () => {
    const n = 2 * BLOCK + 17;
    const values = Float64Array.from({ length: n }, (_, i) => i);
    const doubled = run(add(x, x), ...values);
    expect(doubled.every(([lower, upper], i) => lower === 2 * i && upper === 2 * i)).toBe(true);
  });

  it('sums what does not depend on the index, over more lanes than a block holds', () => {
    const values = Float64Array.from({ length: BLOCK + 5 }, (_, i) => i);
    const [output] = compileTape([reduce('sum', 'i', x)], lanes).run({
      symbols: new Map([['x@0', { lower: values, upper: values }]]),
      extents: new Map([['i', 3]]),
    });
    expect(output!.lower.every((lower, i) => lower === 3 * i && output!.upper[i] === 3 * i)).toBe(true);
  });

  it('gives each root in the order asked for, and repeats what does not depend on an index', () => {
    const m = symbol('m', 0, ['i', 'j']);
    const tape = compileTape([m, integer(7)], { indicesOf: () => ['i', 'j'] }, [['j', 'i'], ['i']]);
    const extents = new Map([
      ['i', 2],
      ['j', 3],
    ]);
    const [transposed, sevens] = tape.run({ symbols: new Map([['m@0', point(1, 2, 3, 4, 5, 6)]]), extents });
    expect([...transposed!.lower]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...sevens!.upper]).toEqual([7, 7]);
  });

  it('gives the same enclosures when its arrays are used again', () => {
    const tape = compileTape([SCALAR.sigmoid!], lanes);
    const input = { symbols: new Map([['x@0', point(1, -2)]]), extents: new Map() };
    const before = [...tape.run(input)[0]!.lower];
    tape.run({ symbols: new Map([['x@0', point(5, 6, 7)]]), extents: new Map() });
    expect([...tape.run(input)[0]!.lower]).toEqual(before);
  });

  it('says which symbol, extent or index is wrong', () => {
    const tape = compileTape([symbol('m', 0, ['i'])], { indicesOf: () => ['i'] });
    expect(() => tape.run({ symbols: new Map(), extents: new Map([['i', 2]]) })).toThrow('no value for symbol "m@0"');
    expect(() => tape.run({ symbols: new Map(), extents: new Map() })).toThrow('extent of index "i" is not given');
    expect(() => tape.run({ symbols: new Map([['m@0', point(1)]]), extents: new Map([['i', 2]]) })).toThrow(
      'has 1 values',
    );
    expect(() => compileTape([symbol('m', 0, ['i'])], { indicesOf: () => ['i', 'j'] })).toThrow('declared over [i, j]');
    expect(() => compileTape([symbol('m', 0, ['i'])], { indicesOf: () => ['i'] }, [['j']])).toThrow(
      'misses its index "i"',
    );
  });
});
