import { describe, expect, it } from 'vitest';
import { createElaborator, type Elaborator } from './elaborate.ts';
import { FormulaError } from './formula-error.ts';
import { parseFormula } from './parser.ts';
import {
  ADAMW,
  BATCHNORM,
  BATCHNORM_INDICES,
  declare,
  elaborator,
  formula,
  SCALAR,
  SIGMOID,
  SOFTMAX,
  SOFTMAX_INDICES,
} from './testing/declare.ts';

const adamw = elaborator(ADAMW);
const batchnorm = elaborator(BATCHNORM, BATCHNORM_INDICES);
const softmax = elaborator(SOFTMAX, SOFTMAX_INDICES);

function refusal(elaborate: () => unknown): FormulaError {
  try {
    elaborate();
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('an equation that does not say one thing is refused where it goes wrong', () => {
  it.each<[Elaborator, string, number, RegExp, RegExp]>([
    [adamw, 'm_t = \\beta_3 m_{t-1}', 7, /"\\beta_\{3\}" is not declared/, /\\beta_1/],
    [adamw, 'm_t = \\gamma m_{t-1}', 7, /"\\gamma" is not declared/, /declare/i],
    [adamw, 'm_t = \\hat{g}_t', 7, /"\\hat\{g\}_\{t\}" is not declared/, /declare/i],
    [adamw, 'm_t = m_{t+1}', 10, /"t \+ 1" is neither this step/, /left side is at t/],
    [adamw, 'm_t = m_{t-2}', 10, /"t - 2" is neither/, /Shift/],
    [adamw, 'm_{t-1} = m_t', 1, /left side is "m" at the step before/, /Shift/],
    [adamw, 'g_t = m_t', 1, /is given \(input\)/, /state, parameter, local or output/],
    [adamw, '2 m = g', 1, /no declared symbol/, /solved for/],
    [adamw, 'm = g = v', 1, /one equals sign/, /each equation alone/],
    [adamw, 'm < g', 1, /one equals sign/, /laws/],
    [adamw, 'm_t', 1, /no equals sign/, /name = value/],
    [adamw, 'm_{t,t} = g', 6, /two times/, /Keep one/],
    [adamw, 'm_t = 1/2g', 7, /two ways/, /"\(1 \/ 2\) g" or "1 \/ \(2 g\)"/],
    [adamw, 'm_t = \\sin g u', 7, /two ways/, /\\operatorname\{sin\}\(g\) u/],
    [adamw, 'm_t = g/ud', 9, /is a product, and as a divisor/, /\(ud\)/],
    [adamw, 'm_t = g/u(1-d)', 9, /is a product, and as a divisor/, /parentheses/],
    [adamw, 'm_t = uq', 7, /"uq" is not declared/, /u/],
    [adamw, 'm_t = 1e-8 g', 7, /may be a decimal or a product with e/, /10\^\{-8\}/],
    [adamw, 'm_t = \\frac{du}{dm}', 7, /derivative or a quotient with the symbol d/, /\\cdot/],
    [adamw, 'm_t = g_i', 9, /"i" below "g" is no declared index/, /./],
    [adamw, 'm_t = \\max(g)', 7, /max has one argument/, /\\max/],
    [adamw, 'm_t = \\tanh(g, u)', 7, /tanh has 2 arguments/, /one argument/],
    [adamw, 'm_t = \\tanh^{-1}(g)', 14, /inverse or a reciprocal/, /\\frac/],
    [adamw, 'm_t = (g = u)', 10, /stands where "\)" was expected/, /Close/],
    [batchnorm, '\\mu_c = x_{nc}', 9, /carries the indices n, c, s, but has n, c/, /x_\{n,c,s\}/],
    [batchnorm, '\\mu_c = x', 9, /but has none/, /x_\{n,c,s\}/],
    [batchnorm, '\\mu_c = x_{cns}', 9, /index c runs over C, but index 1 of "x" runs over N/, /x_\{n,c,s\}/],
    [batchnorm, '\\mu_c = x_{ncs}', 9, /index n is free/, /\\sum_\{n\}/],
    [batchnorm, '\\mu_c = \\epsilon_c', 9, /carries no index/, /Write \\epsilon/],
    [batchnorm, '\\mu_c = \\sum_{q} x_{qcs}', 15, /"q" is no declared index/, /n, c, s/],
    [batchnorm, '\\mu_c = \\sum_c \\gamma_c', 14, /already in use/, /another index/],
    [batchnorm, '\\mu_c = \\sum_{n=0}^{N} \\alpha', 17, /starts at 1/, /whole index/],
    [batchnorm, '\\mu_c = \\sum_{n=1}^{S} \\alpha', 21, /not the extent of n/, /Write N/],
    [batchnorm, '\\mu_c = \\prod_n \\alpha', 9, /products over an index/, /./],
    [batchnorm, '\\mu_c = \\sigma^3', 9, /"\\sigma" is not declared/, /./],
    [softmax, 'y_{kk} = x_{kk}', 1, /runs over K/, /./],
    [softmax, 'y_{kj} = \\sum_{j} x_{kj}', 16, /index j is already in use/, /another index/],
  ])('%#: %2$s', (e, text, column, problem, fix) => {
    const found = refusal(() => e.equation(formula(text)));
    expect(found.problem).toMatch(problem);
    expect(found.fix).toMatch(fix);
    expect(found.span.column).toBe(column);
  });

  it('the place is that of the page', () => {
    const source = {
      file: 'spec/pages/adamw.md',
      line: 20,
      column: 1,
      text: 'm_t = \\beta_1 m_{t-1}\n    + (1 - \\bta) g_t',
    };
    expect(refusal(() => parseFormula(source)).message).toMatch(/^spec\/pages\/adamw\.md:21:12: "\\bta" is not part/);
    const undeclared = { ...source, text: source.text.replace('\\bta', '\\beta_9') };
    expect(refusal(() => adamw.equation(parseFormula(undeclared))).message).toMatch(
      /^spec\/pages\/adamw\.md:21:12: "\\beta_\{9\}" is not declared/,
    );
  });
});

describe('a function stays a function', () => {
  const sigmoid = elaborator(SIGMOID);

  it.each([
    ['\\sigma(x) = \\sigma(-x)', /other arguments than its own/],
    ["\\sigma(x) = \\sigma'(x)", /derivative of "\\sigma" stands inside/],
    ['\\sigma(x) = \\frac{d}{dx}\\sigma(x)', /derivative stands inside/],
    ["\\sigma(x) = \\sigma'", /has no argument/],
  ])('%s is refused outside laws', (text, problem) => {
    expect(refusal(() => sigmoid.equation(formula(text))).problem).toMatch(problem);
  });

  it.each([
    ['\\sigma(x) = x', /no derivative/],
    ["f'(x) = x", /no derivative/],
    ["\\sigma'(x) \\leftarrow x", /assigned/],
  ])('%s is no derivative equation', (text, problem) => {
    expect(refusal(() => sigmoid.derivativeEquation(formula(text))).problem).toMatch(problem);
  });
});

describe('declarations that cannot be told apart are refused', () => {
  it.each([
    [{ ...SCALAR, z: ['x', 'hyper'] as const }, {}, /x and x are written alike/],
    [{ ...SCALAR, z: ['n', 'hyper'] as const }, { n: 'N' }, /written alike/],
    [{ ...SCALAR, z: ['a + b', 'hyper'] as const }, {}, /is no name/],
  ])('%#', (rows, indices, problem) => {
    expect(
      refusal(() => createElaborator({ symbols: declare(rows), indices: new Map(Object.entries(indices)) })).problem,
    ).toMatch(problem);
  });

  it('a run of letters that is a name and a product of names is refused', () => {
    const both = elaborator({ ...SCALAR, l: ['l', 'hyper'], r: ['r', 'hyper'], rate: ['\\mathrm{lr}', 'hyper'] });
    expect(refusal(() => both.expression(formula('lr'))).fix).toBe('Write \\mathrm{lr} or l r.');
  });
});
