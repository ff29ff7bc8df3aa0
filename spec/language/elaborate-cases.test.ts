import { describe, expect, it } from 'vitest';
import {
  add,
  type Condition,
  call,
  constant,
  div,
  type Expression,
  integer,
  mul,
  neg,
  select,
  sub,
  symbol,
} from './expression.ts';
import { FormulaError } from './formula-error.ts';
import { COSINE, elaborator, formula, SCALAR } from './testing/declare.ts';

const scalar = elaborator({ ...SCALAR, a: ['a', 'hyper'], b: ['b', 'hyper'] });
const [x, a, b, zero] = [symbol('x'), symbol('a'), symbol('b'), integer(0)];
const value = (rows: string): Expression => scalar.expression(formula(`\\begin{cases} ${rows} \\end{cases}`));
const compare = (left: Expression, op: '<' | '<=' | '>' | '>=' | '=', right: Expression): Condition => ({
  kind: 'compare',
  op,
  left,
  right,
});

describe('cases become nested selections', () => {
  it.each<[string, Expression]>([
    ['x & x > 0 \\\\ 0 & \\text{otherwise}', select(compare(x, '>', zero), x, zero)],
    ['x, & \\text{if } x > 0 \\\\ a x, & \\text{if } x \\le 0', select(compare(x, '>', zero), x, mul(a, x))],
    ['0 & x < 0 \\\\ x & 0 \\le x', select(compare(x, '<', zero), zero, x)],
    [
      '-1 & x < a \\\\ x & a \\le x \\le b \\\\ 1 & x > b',
      select(
        compare(x, '<', a),
        neg(integer(1)),
        select({ kind: 'and', parts: [compare(a, '<=', x), compare(x, '<=', b)] }, x, integer(1)),
      ),
    ],
    ['1 & x = 0 \\\\ x & x \\ne 0', select(compare(x, '=', zero), integer(1), x)],
    [
      '1 & a > 0 \\text{ and } x > b \\\\ 0 & \\text{otherwise}',
      select({ kind: 'and', parts: [compare(a, '>', zero), compare(x, '>', b)] }, integer(1), zero),
    ],
  ])('%s', (rows, expected) => {
    expect(value(rows)).toBe(expected);
  });

  it('the cosine schedule with warm-up', () => {
    const [t, lrMax, warm, total] = ['t', 'lrMax', 'warmupSteps', 'totalSteps'].map((key) => symbol(key)) as [
      Expression,
      Expression,
      Expression,
      Expression,
    ];
    const turn = mul(constant('pi'), div(sub(t, warm), sub(total, warm)));
    const text = `\\eta(t) = \\begin{cases}
      \\eta_{\\max} \\frac{t}{T_{\\text{warmup}}} & t < T_{\\text{warmup}} \\\\
      \\eta_{\\max} \\cdot \\frac{1}{2} \\left(1 + \\cos\\left(\\pi \\frac{t - T_{\\text{warmup}}}{T - T_{\\text{warmup}}}\\right)\\right) & \\text{otherwise}
    \\end{cases}`;
    expect(elaborator(COSINE).equation(formula(text))).toEqual({
      key: 'lr',
      indices: [],
      expression: select(
        compare(t, '<', warm),
        mul(lrMax, div(t, warm)),
        mul(lrMax, mul(div(integer(1), integer(2)), add(integer(1), call('cos', turn)))),
      ),
    });
  });
});

describe('cases that leave a value out are refused', () => {
  it.each([
    ['x & x > 0 \\\\ 0 & x < 0', /do not visibly cover/],
    ['x & x > 0 \\\\ 0 & x \\ge 0', /do not visibly cover/],
    ['x & x > 0', /do not visibly cover/],
    ['x & x > a \\\\ 0 & x \\le b', /do not visibly cover/],
    ['-1 & x < a \\\\ 0 & a < x \\le b \\\\ 1 & x > b', /do not visibly cover/],
    ['0 & \\text{otherwise} \\\\ x & x > 0', /not the last case/],
    ['x & x \\approx 0 \\\\ 0 & \\text{otherwise}', /no comparison/],
    ['x & x \\\\ 0 & \\text{otherwise}', /no relation sign/],
  ])('%s', (rows, problem) => {
    expect(() => value(rows)).toThrow(FormulaError);
    expect(() => value(rows)).toThrow(problem);
  });

  it('the fix names the complement', () => {
    expect(() => value('x & x > 0 \\\\ 0 & x < 0')).toThrow(/after "x > 0": "x \\le 0"/);
  });
});
