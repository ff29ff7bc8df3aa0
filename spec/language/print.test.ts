import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createElaborator } from './elaborate.ts';
import {
  add,
  call,
  constant,
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
} from './expression.ts';
import { printExpression, printPlain } from './print.ts';
import { rational } from './rational.ts';
import {
  ADAMW,
  BATCHNORM,
  BATCHNORM_INDICES,
  COSINE,
  type Declared,
  declare,
  formula,
  SIGMOID,
} from './testing/declare.ts';

const shown = (rows: Readonly<Record<string, Declared>>, e: Expression, indices = {}): string =>
  printExpression(e, declare(rows), new Map(Object.entries(indices)));

describe('LaTeX of an expression', () => {
  it.each<[string, Readonly<Record<string, Declared>>]>([
    ['\\theta_{t-1} - \\eta u_t - \\eta \\lambda \\theta_{t-1}', ADAMW],
    ['\\sqrt{\\hat{v}_t} + \\epsilon', ADAMW],
    ['\\frac{m_t}{1 - \\beta_1^t}', ADAMW],
    ['(1 - \\beta_2) g_t^2', ADAMW],
    ['e^{-g_t} \\tanh(g_t)', ADAMW],
    ['\\sigma(x) (1 - \\sigma(x))', SIGMOID],
    ['\\frac{1}{N S} \\sum_n \\sum_s (x_{ncs} - \\mu_c)^2', BATCHNORM],
    ['\\sqrt{\\sigma_c^2 + \\epsilon}', BATCHNORM],
    ['(\\sigma_c^2)^2', BATCHNORM],
    ['\\begin{cases} \\eta_{\\text{max}} & t < T_{\\text{warmup}} \\\\ 0 & \\text{otherwise} \\end{cases}', COSINE],
  ])('%s is printed as written', (text, rows) => {
    const elaborate = createElaborator({ symbols: declare(rows), indices: new Map(Object.entries(BATCHNORM_INDICES)) });
    expect(shown(rows, elaborate.expression(formula(text)), BATCHNORM_INDICES)).toBe(text);
  });

  it('writes a rational without finite decimals as a fraction', () => {
    expect(shown({}, literal(rational(1n, 3n)))).toBe('\\frac{1}{3}');
    expect(shown({}, literal(rational(-9n, 1000n)))).toBe('-0.009');
  });
});

describe('plain text of an expression', () => {
  it.each<[Expression, string]>([
    [sub(symbol('theta', 1), mul(symbol('lr'), symbol('u'))), 'theta[t-1] - lr*u'],
    [div(symbol('a'), mul(symbol('b'), symbol('c'))), 'a/(b*c)'],
    [power(symbol('x'), integer(-1)), 'x^(-1)'],
    [neg(add(symbol('x'), integer(1))), '-(x + 1)'],
    [reduce('sum', 'j', symbol('x', 0, ['k', 'j'])), 'sum[j](x[k,j])'],
    [
      select({ kind: 'compare', op: '>', left: symbol('x'), right: integer(0) }, symbol('x'), integer(0)),
      'if(x > 0, x, 0)',
    ],
    [mul(div(integer(1), extent('n')), call('erf', symbol('x'))), '1/size(n)*erf(x)'],
  ])('%# %s', (e, text) => {
    expect(printPlain(e)).toBe(text);
  });
});

const ROWS: Readonly<Record<string, Declared>> = {
  ...ADAMW,
  x: ['x', 'input', ['i']],
  variance: ['\\sigma^2', 'local', ['i']],
  warm: ['T_{\\text{w}}', 'hyper'],
  rate: ['\\mathrm{rate}', 'hyper'],
};
const INDICES = { i: 'N', j: 'N' };

/** Expressions in which `i` is free; sums run over `j`, at most one around each place. */
const { free } = fc.letrec<{ free: Expression; summed: Expression }>((tie) => {
  const over = (index: string) =>
    fc.constantFrom<Expression[]>(
      ...['g', 'm', 'lr', 'beta1', 'warm', 'rate', 't', 'd'].map((key) => symbol(key)),
      ...[symbol('theta', 1), symbol('x', 0, [index]), symbol('x', 1, [index]), symbol('variance', 0, [index])],
      ...[integer(2), integer(0), literal(rational(1n, 8n)), constant('pi'), extent('i')],
    );
  const nodes = (name: 'free' | 'summed') => {
    const e = tie(name);
    const pair = fc.tuple(e, e);
    return [
      pair.map(([a, b]) => add(a, b)),
      pair.map(([a, b]) => sub(a, b)),
      pair.map(([a, b]) => mul(a, b)),
      pair.map(([a, b]) => div(a, b)),
      pair.map(([a, b]) => power(a, b)),
      pair.map(([a, b]) => max(a, b)),
      e.map(neg),
      e.map((a) => power(a, integer(-3))),
      fc
        .tuple(fc.constantFrom('exp', 'log', 'sqrt', 'tanh', 'erf', 'abs', 'floor', 'cos'), e)
        .map(([fn, a]) => call(fn as 'exp', a)),
      fc
        .tuple(e, e, e, fc.constantFrom('<', '<=', '>', '>=', '=', '!='))
        .map(([a, b, c, op]) => select({ kind: 'compare', op: op as '<', left: a, right: b }, b, c)),
    ];
  };
  return {
    free: fc.oneof(
      { maxDepth: 5 },
      over('i'),
      ...nodes('free'),
      fc.tuple(fc.constantFrom('sum', 'max', 'min'), tie('summed')).map(([op, body]) => reduce(op as 'sum', 'j', body)),
    ),
    summed: fc.oneof({ maxDepth: 3 }, over('j'), over('i'), ...nodes('summed')),
  };
});

describe('reading back what was printed', () => {
  it('gives the same expression, node for node', () => {
    const symbols = declare(ROWS);
    const indices = new Map(Object.entries(INDICES));
    const elaborate = createElaborator({ symbols, indices });
    fc.assert(
      fc.property(free, (e) => {
        const text = printExpression(e, symbols, indices);
        fc.pre(text.length < 1500);
        expect(printPlain(elaborate.expression(formula(text)))).toBe(printPlain(e));
        expect(elaborate.expression(formula(text))).toBe(e);
      }),
      { numRuns: 500 },
    );
  });
});
