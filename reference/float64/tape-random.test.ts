import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  call,
  constant,
  div,
  type ElementaryFunction,
  type Expression,
  extent,
  indexValue,
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
} from '../../spec/language/expression.ts';
import { rational } from '../../spec/language/rational.ts';
import { LANE } from './tape-plan.ts';
import { containment } from './testing/containment.ts';

const FUNCTIONS: readonly ElementaryFunction[] = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'sqrt',
  'tanh',
  'sinh',
  'cosh',
  'erf',
  'erfc',
  'sin',
  'cos',
  'abs',
  'floor',
  'sign',
];

const LITERALS = [
  rational(0n),
  rational(1n),
  rational(2n),
  rational(-3n),
  rational(1n, 2n),
  rational(1n, 3n),
  rational(-7n, 10n),
  rational(44715n, 1000000n),
  rational(1n, 10n ** 8n),
].map(literal);

/** Random DAGs over the given leaves: every operation of the language but reductions. */
const expressions = (leaves: readonly Expression[]): fc.Arbitrary<Expression> =>
  fc.letrec<{ node: Expression }>((tie) => {
    const node = tie('node');
    const pair = fc.tuple(node, node);
    return {
      node: fc.oneof(
        { maxDepth: 4, depthSize: 'large' },
        fc.constantFrom(...leaves, ...LITERALS, constant('pi'), constant('e')),
        pair.map(([a, b]) => add(a, b)),
        pair.map(([a, b]) => sub(a, b)),
        pair.map(([a, b]) => mul(a, b)),
        pair.map(([a, b]) => div(a, b)),
        pair.map(([a, b]) => min(a, b)),
        pair.map(([a, b]) => max(a, b)),
        node.map(neg),
        fc.tuple(node, fc.constantFrom(-3, -2, -1, 0, 1, 2, 3, 5)).map(([a, n]) => power(a, integer(n))),
        fc.tuple(node, fc.constantFrom(...LITERALS)).map(([a, e]) => power(a, e)),
        fc.tuple(fc.constantFrom(...FUNCTIONS), node).map(([fn, a]) => call(fn, a)),
        fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), node, node, node, node).map(([op, l, r, a, b]) =>
          select(
            {
              kind: 'and',
              parts: [
                { kind: 'compare', op, left: l, right: r },
                { kind: 'compare', op: '<', left: l, right: integer(5) },
              ],
            },
            a,
            b,
          ),
        ),
      ),
    };
  }).node;

/** Numbers that show mistakes: zeros, ones, the edges of the subnormal range, moderate and wide ones. */
const numbers = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 2, 3, 5e-324, -5e-324, 2 ** -1022, 1e-300, -1e300, 709, -745, 27, 22.5),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);

const boxOf = (pairs: readonly (readonly [number, number])[], points: boolean) => {
  const lower = Float64Array.from(pairs, ([a, b]) => (points ? a : Math.min(a, b)));
  return { lower, upper: points ? lower : Float64Array.from(pairs, ([a, b]) => Math.max(a, b)) };
};

describe('the tape encloses what MPFR computes', { timeout: 120_000 }, () => {
  const leaves = [symbol('a'), symbol('b'), symbol('b', 1)];
  const lanes = fc.array(fc.tuple(numbers, numbers), { minLength: 4, maxLength: 4 });
  for (const points of [true, false]) {
    it(`random expressions at ${points ? 'points' : 'boxes'}`, () => {
      let compared = 0;
      const law = fc.property(expressions(leaves), lanes, lanes, lanes, (root, a, b, c) => {
        const symbols = new Map([
          ['a@0', boxOf(a, points)],
          ['b@0', boxOf(b, points)],
          ['b@1', boxOf(c, points)],
        ]);
        const report = containment({
          root,
          layout: { indicesOf: () => [LANE] },
          symbols,
          extents: new Map([[LANE, 4]]),
        });
        compared += report.compared;
        expect(report.misses).toEqual([]);
      });
      fc.assert(law, { numRuns: 600, seed: 20_240_229, endOnFailure: false });
      expect(compared).toBeGreaterThan(600);
    });
  }

  it('random expressions over two indices, with reductions inside', () => {
    const indexed = [
      symbol('m', 0, ['i', 'j']),
      symbol('m', 0, ['j', 'i']),
      symbol('v', 0, ['i']),
      symbol('v', 0, ['j']),
      symbol('c'),
      indexValue('i'),
      indexValue('j'),
      extent('i'),
    ];
    const stored: Record<string, readonly string[]> = { m: ['i', 'j'], v: ['i'], c: [] };
    const root = fc
      .tuple(
        fc.constantFrom('sum', 'max', 'min'),
        fc.constantFrom('i', 'j'),
        expressions(indexed),
        expressions(indexed),
      )
      .map(([op, over, body, rest]) => add(reduce(op, over, body), rest));
    const law = fc.property(
      root,
      fc.array(fc.tuple(numbers, numbers), { minLength: 9, maxLength: 9 }),
      fc.array(fc.tuple(numbers, numbers), { minLength: 3, maxLength: 3 }),
      numbers,
      fc.boolean(),
      (expression, m, v, c, points) => {
        const symbols = new Map([
          ['m@0', boxOf(m, points)],
          ['v@0', boxOf(v, points)],
          ['c@0', boxOf([[c, c]], true)],
        ]);
        const extents = new Map([
          ['i', 3],
          ['j', 3],
        ]);
        const layout = { indicesOf: (key: string) => stored[key]! };
        expect(containment({ root: expression, layout, symbols, extents }).misses).toEqual([]);
      },
    );
    fc.assert(law, { numRuns: 120, seed: 7 });
  });
});
