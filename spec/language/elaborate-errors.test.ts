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
  it.each<[string, Elaborator, number, RegExp, RegExp]>([
    ['m_t = \\beta_3 m_{t-1}', adamw, 7, /"\\beta_3" is not declared/, /\\beta_1/],
    ['m_t = \\gamma m_{t-1}', adamw, 7, /"\\gamma" is not declared/, /declare/i],
    ['m_t = \\hat{g}_t', adamw, 7, /"\\hat\{g\}_t" is not declared/, /declare/i],
    ['m_t = m_{t+1}', adamw, 10, /"t \+ 1" is neither this step/, /left side is at t/],
    ['m_t = m_{t-2}', adamw, 10, /"t - 2" is neither/, /Shift/],
    ['m_{t-1} = m_t', adamw, 1, /left side is "m" at the step before/, /Shift/],
    ['g_t = m_t', adamw, 1, /is given \(input\)/, /state, parameter, local or output/],
    ['2 m = g', adamw, 1, /no declared symbol/, /solved for/],
    ['m = g = v', adamw, 1, /one equals sign/, /each equation alone/],
    ['m < g', adamw, 1, /one equals sign/, /laws/],
    ['m_t', adamw, 1, /no equals sign/, /name = value/],
    ['m_{t,t} = g', adamw, 6, /two times/, /Keep one/],
    ['m_t = 1/2g', adamw, 7, /two ways/, /"\(1 \/ 2\) g" or "1 \/ \(2 g\)"/],
    ['m_t = \\sin g u', adamw, 7, /two ways/, /\\operatorname\{sin\}\(g\) u/],
    ['m_t = g/ud', adamw, 9, /is a product, and as a divisor/, /\(ud\)/],
    ['m_t = g/u(1-d)', adamw, 9, /is a product, and as a divisor/, /parentheses/],
    ['m_t = uq', adamw, 7, /"uq" is not declared/, /u/],
    ['m_t = 1e-8 g', adamw, 7, /may be a decimal or a product with e/, /10\^\{-8\}/],
    ['m_t = \\frac{du}{dm}', adamw, 7, /derivative or a quotient with the symbol d/, /\\cdot/],
    ['m_t = g_i', adamw, 9, /"i" below "g" is no declared index/, /./],
    ['m_t = \\max(g)', adamw, 7, /max has one argument/, /\\max/],
    ['m_t = \\tanh(g, u)', adamw, 7, /tanh has 2 arguments/, /one argument/],
    ['m_t = \\tanh^{-1}(g)', adamw, 14, /inverse or a reciprocal/, /\\frac/],
    ['m_t = (g = u)', adamw, 10, /stands where "\)" was expected/, /Close/],
    ['\\mu_c = x_{nc}', batchnorm, 9, /carries the indices n, c, s, but has n, c/, /x_\{n,c,s\}/],
    ['\\mu_c = x', batchnorm, 9, /but has none/, /x_\{n,c,s\}/],
    ['\\mu_c = x_{cns}', batchnorm, 9, /index c runs over C, but index 1 of "x" runs over N/, /x_\{n,c,s\}/],
    ['\\mu_c = x_{ncs}', batchnorm, 9, /index n is free/, /\\sum_\{n\}/],
    ['\\mu_c = \\epsilon_c', batchnorm, 9, /carries no index/, /Write \\epsilon/],
    ['\\mu_c = \\sum_{q} x_{qcs}', batchnorm, 15, /"q" is no declared index/, /n, c, s/],
    ['\\mu_c = \\sum_c \\gamma_c', batchnorm, 14, /already in use/, /another index/],
    ['\\mu_c = \\sum_{n=0}^{N} \\alpha', batchnorm, 17, /starts at 1/, /whole index/],
    ['\\mu_c = \\sum_{n=1}^{S} \\alpha', batchnorm, 21, /not the extent of n/, /Write N/],
    ['\\mu_c = \\prod_n \\alpha', batchnorm, 9, /products over an index/, /./],
    ['\\mu_c = \\sigma^3', batchnorm, 9, /"\\sigma" is not declared/, /./],
    ['y_{kk} = x_{kk}', softmax, 1, /runs over K/, /./],
    ['y_{kj} = \\sum_{j} x_{kj}', softmax, 16, /index j is already in use/, /another index/],
  ])('%s', (text, e, column, problem, fix) => {
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
      /^spec\/pages\/adamw\.md:21:12: "\\beta_9" is not declared/,
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
