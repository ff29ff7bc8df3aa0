import { describe, expect, it } from 'vitest';
import type { FormulaNode } from './ast.ts';
import { FormulaError } from './formula-error.ts';
import { parseFormula } from './parser.ts';
import { printFormula } from './print-formula.ts';
import { formula } from './testing/declare.ts';

const root = (text: string): FormulaNode => formula(text).root;
const printed = (text: string): string => printFormula(root(text));
const error = (text: string): FormulaError => {
  try {
    root(text);
  } catch (thrown) {
    if (thrown instanceof FormulaError) return thrown;
    throw thrown;
  }
  throw new Error(`"${text}" was accepted`);
};

describe('names', () => {
  it('a name is a base with accents, primes and a list of subscripts', () => {
    expect(root('\\hat{v}_{t-1}')).toMatchObject({
      kind: 'name',
      base: 'v',
      accents: ['hat'],
      subscripts: [{ kind: 'term' }],
    });
    expect(root("f''")).toMatchObject({ base: 'f', primes: 2 });
    expect(root('T_{\\text{warmup}}')).toMatchObject({ base: 'T', subscripts: [{ kind: 'label', text: 'warmup' }] });
  });

  it.each([
    ['x_{ncs}', 'x_{ncs}'],
    ['x_{n,c,s}', 'x_{ncs}'],
    ['x_{n c s}', 'x_{ncs}'],
    ['\\widehat v_t', '\\hat{v}_t'],
    ['\\hat{v_t}', '\\hat{v}_t'],
    ['{\\hat v}_t', '\\hat{v}_t'],
    ['\\eta_\\max', '\\eta_{\\text{max}}'],
    ['\\eta_{max}', '\\eta_{\\text{max}}'],
    ['\\mathrm{lr}', '\\mathrm{lr}'],
    ['\\mathit{lr}', '\\mathrm{lr}'],
    ['\\boldsymbol{\\theta}', '\\mathbf{\\theta}'],
    ['f^\\prime(x)', "f'(x)"],
    ['f^{\\prime\\prime}', "f''"],
    ['x^2_t', 'x_t^2'],
    ['x_t^2', 'x_t^2'],
    ['θ − β·ε', '\\theta - \\beta \\cdot \\epsilon'],
    ['beta1', '\\mathrm{beta1}'],
  ])('%s is written %s', (text, same) => {
    expect(printed(text)).toBe(same);
  });

  it('text in braces is one word', () => {
    expect(error('\\text{for all } x').message).toMatch(/"for all" stands where a value was expected/);
  });
});

describe('spacing and layout say nothing', () => {
  it.each([
    ['a\\,b\\;c\\!d~e', 'a b c d e'],
    ['\\displaystyle \\left( a \\right)', '(a)'],
    ['\\bigl[ a \\bigr]', '(a)'],
    ['\\dfrac{a}{b} + \\tfrac{a}{b}', '\\frac{a}{b} + \\frac{a}{b}'],
    ['a = b.', 'a = b'],
    ['\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}', 'a = b, c = d'],
    ['a = b, \\quad c = d', 'a = b, c = d'],
    ['a = b \\quad c = d', 'a = b, c = d'],
    ['(a \\quad b)', '(a b)'],
  ])('%s is %s', (text, same) => {
    expect(printed(text)).toBe(same);
  });
});

describe('precedence', () => {
  const shape = (text: string): string => {
    const show = (node: FormulaNode): string => {
      if (node.kind === 'binary') return `(${show(node.left)}${node.op}${show(node.right)})`;
      if (node.kind === 'unary') return `(${node.op}${show(node.operand)})`;
      if (node.kind === 'juxtaposition') return `(${node.factors.map(show).join('.')})`;
      if (node.kind === 'power') return `(${show(node.base)}^${show(node.exponent)})`;
      if (node.kind === 'reduction') return `${node.op}(${show(node.body)})`;
      return printFormula(node);
    };
    return show(root(text));
  };

  it.each([
    ['a + b * c', '(a+(b*c))'],
    ['a - b - c', '((a-b)-c)'],
    ['a / b * c', '((a/b)*c)'],
    ['-a b', '(-(a.b))'],
    ['-x^2', '(-(x^2))'],
    ['a * -b * c', '((a*(-b))*c)'],
    ['a / -b * c', '((a/(-b))*c)'],
    ['a b / c', '((a.b)/c)'],
    ['\\sum_i a_i + b', '(sum(a_i)+b)'],
    ['c \\sum_i a_i b_i', '(c.sum((a_i.b_i)))'],
    ['\\sum_i a_i \\cdot b_i - c', '(sum((a_i*b_i))-c)'],
    ['x^{a^b}', '(x^(a^b))'],
    ['a = b', 'a = b'],
  ])('%s is %s', (text, expected) => {
    expect(shape(text)).toBe(expected);
  });

  it('implication binds loosest, then lists, then relations', () => {
    const node = root('a < b, b < c \\implies a < c');
    expect(node).toMatchObject({
      kind: 'implication',
      hypothesis: { kind: 'tuple' },
      conclusion: { kind: 'relation' },
    });
  });
});

describe('structures', () => {
  it('\\frac takes single digits as TeX does', () => {
    expect(printed('\\frac12')).toBe('\\frac{1}{2}');
    expect(printed('\\frac1{10}')).toBe('\\frac{1}{10}');
  });

  it('quotients of differentials are derivatives', () => {
    expect(root('\\frac{dy}{dx}')).toMatchObject({ kind: 'derivative', partial: false, inside: true });
    expect(root('\\frac{\\mathrm{d}}{\\mathrm{d}x} f(x)')).toMatchObject({
      kind: 'derivative',
      inside: false,
      of: { kind: 'application' },
    });
    expect(root('\\frac{\\partial y_{ki}}{\\partial x_{kj}}')).toMatchObject({ kind: 'derivative', partial: true });
    expect(root('\\frac{d_t}{dx}')).toMatchObject({ kind: 'fraction' });
    expect(root('\\frac{d\\,lr}{dx}')).toMatchObject({ kind: 'derivative', of: { kind: 'alternatives' } });
    expect(printed('\\frac{dlr}{dx}')).toBe(printed('\\frac{d\\,lr}{d\\,x}'));
  });

  it('sums name their indices, perhaps with limits', () => {
    expect(root('\\sum_{i=1}^{N} x_i')).toMatchObject({
      kind: 'reduction',
      lower: { kind: 'number' },
      upper: { base: 'N' },
    });
    expect(root('\\sum_{n,s} x')).toMatchObject({ indices: [{ base: 'n' }, { base: 's' }] });
    expect(root('\\sum_{ns} x')).toMatchObject({ indices: [{ base: 'n' }, { base: 's' }] });
  });

  it('max is a function of several values or a reduction over an index', () => {
    expect(root('\\max(0, x)')).toMatchObject({ kind: 'call', fn: 'max' });
    expect(root('max(0, x)')).toMatchObject({ kind: 'call', fn: 'max' });
    expect(root('\\max_j x_j')).toMatchObject({ kind: 'reduction', op: 'max' });
  });

  it('cases have conditions in symbols or words', () => {
    const plain = printed('\\begin{cases} x & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}');
    expect(printed('\\begin{cases} x, & \\text{if } x > 0 \\\\[4pt] 0, & \\text{otherwise} \\end{cases}')).toBe(plain);
    expect(printed('\\begin{cases} x & \\text{for } x > 0 \\\\ 0 & \\text{else} \\\\ \\end{cases}')).toBe(plain);
  });

  it('bars pair up where they can in one way only', () => {
    expect(printed('|x||y|')).toBe('\\lvert x \\rvert \\lvert y \\rvert');
    expect(printed('||x| - 1|')).toBe('\\lvert \\lvert x \\rvert - 1 \\rvert');
    expect(printed('\\left| x \\right|')).toBe('\\lvert x \\rvert');
    expect(error('|a|b|c|').fix).toMatch(/\\lvert/);
  });

  it('f(x) stays open until declarations say whether f is a function', () => {
    expect(root('f(x)^2')).toMatchObject({ kind: 'application', exponent: { text: '2' } });
    expect(root('\\sigma(x)_{kj}')).toMatchObject({
      kind: 'application',
      subscripts: [{ kind: 'term' }, { kind: 'term' }],
    });
  });
});

describe('a place with two readings keeps both', () => {
  const options = (text: string): readonly string[] => {
    const node = root(text);
    return node.kind === 'alternatives' ? node.options.map(printFormula) : [];
  };

  it.each([
    ['1/2x', ['(1 / 2) x', '1 / (2 x)']],
    ['a/b c d', ['(a / b) c d', 'a / (b c d)']],
    ['\\sin x y', ['\\operatorname{sin}(x) y', '\\operatorname{sin}(x y)']],
    ['\\log x / y', ['\\operatorname{log}(x) / y', '\\operatorname{log}(x / y)']],
    ['a \\log x \\cdot y', ['a \\operatorname{log}(x) \\cdot y', 'a \\operatorname{log}(x \\cdot y)']],
    ['lr', ['l r', '\\mathrm{lr}']],
    ['lr_t^2', ['l r_t^2', '\\mathrm{lr}_t^2']],
    ['a / \\sum_i b_i c', ['(a / \\sum_{i} b_i) c', 'a / (\\sum_{i} b_i c)']],
    ['a / -2x', ['(a / -2) x', 'a / (-2 x)']],
    ['a * -\\log x / y', ['a \\cdot -\\operatorname{log}(x) / y', 'a \\cdot -\\operatorname{log}(x / y)']],
    ['\\frac{d}{dx} a b', ['\\frac{d}{d x} (a) b', '\\frac{d}{d x} (a b)']],
  ])('%s', (text, expected) => {
    expect(options(text)).toEqual(expected);
  });

  it('parentheses and fraction bars leave one', () => {
    for (const text of [
      '\\frac{1}{2}x',
      '(1/2)x',
      '1/(2x)',
      '\\sin(x) y',
      'a \\log x',
      '\\log x + y',
      '\\log\\sum_i a_i b_i',
    ])
      expect(options(text)).toEqual([]);
  });
});

describe('errors say where and what to write', () => {
  it.each([
    ['\\frac{a}{b', 9, /"\{" is never closed/],
    ['a}', 2, /"\}" closes nothing/],
    ['(a + b', 1, /"\(" is never closed/],
    ['(a]', 3, /"\]" stands where "\)" was expected/],
    ['a +', 4, /the end of the formula stands where a value was expected/],
    ['x^10', 3, /only the first character of "10"/],
    ['x_ij', 3, /only the first character of "ij"/],
    ['x_a_b', 4, /two subscripts/],
    ['x 2', 3, /a number follows a factor/],
    ['{a+b}c', 1, /braces group here, but they do not show/],
    ['\\foo x', 1, /"\\foo" is not part of the formula language/],
    ['\\log_2 x', 5, /has a subscript/],
    ['(a, b)', 1, /a list stands where one value was expected/],
    ['\\begin{cases} x \\\\ 0 \\end{cases}', 17, /has no condition/],
    ['\\begin{cases} x & x>0', 22, /never closed/],
    ['\\sum x', 1, /names no index/],
    ['a \\implies b \\implies c', 14, /two implications/],
    ['a % b', 3, /"%" is not part/],
    ['a & b', 3, /outside an environment/],
    ['', 1, /the end of the formula/],
  ])('%s', (text, column, problem) => {
    const found = error(text);
    expect(found.problem).toMatch(problem);
    expect(found.span.column).toBe(column);
    expect(found.fix).not.toBe('');
    expect(found.message.startsWith(`page.md:1:${column}: `)).toBe(true);
  });

  it('the place counts lines and columns of the page', () => {
    const source = { file: 'spec/a.md', line: 40, column: 3, text: 'a = b\n  + \\foo' };
    expect(() => parseFormula(source)).toThrow(/^spec\/a\.md:41:5: /);
    expect(() => parseFormula({ ...source, text: '\\foo' })).toThrow(/^spec\/a\.md:40:3: /);
  });

  it('length and depth are bounded', () => {
    expect(error('('.repeat(500)).problem).toMatch(/nested deeper/);
    expect(error('-'.repeat(500)).problem).toMatch(/nested deeper/);
    expect(error('x+'.repeat(2000)).problem).toMatch(/longer than/);
    expect(root(`${'x+'.repeat(900)}x`).kind).toBe('binary');
  });
});
