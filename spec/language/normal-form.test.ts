import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REAL_LINE } from './domain.ts';
import { createElaborator } from './elaborate.ts';
import { add, div, type Expression, integer, mul, neg, power, sub, symbol } from './expression.ts';
import { normalForm, sameNormalForm } from './normal-form.ts';
import type { SymbolDeclaration } from './page.ts';
import { parseFormula } from './parser.ts';

const declare = (key: string, shape: string[] = []): [string, SymbolDeclaration] => [
  key,
  { key, latex: key, role: 'input', shape, elementwise: false, domain: REAL_LINE, defaults: new Map() },
];
const elaborator = createElaborator({
  symbols: new Map([...['a', 'b', 'p', 'q'].map((key) => declare(key)), declare('x', ['i'])]),
  indices: new Map([
    ['i', 'N'],
    ['j', 'N'],
  ]),
});
const read = (text: string) => elaborator.expression(parseFormula({ file: 'test', line: 1, column: 1, text }));
const compare = (left: string, right: string) => sameNormalForm(read(left), read(right));

describe('normal forms', () => {
  it.each([
    ['(a + b)^2', 'a^2 + 2 a b + b^2'],
    ['\\frac{a^2 - b^2}{a - b}', 'a + b'],
    ['\\frac{1}{1 + e^{-a}}', '\\frac{e^{a}}{1 + e^{a}}'],
    ['\\tanh(a)', '\\frac{2}{1 + e^{-2 a}} - 1'],
    ['\\frac{1 + \\tanh(\\frac{a}{2})}{2}', '\\frac{1}{1 + e^{-a}}'],
    ['e^{a + b}', 'e^{a} e^{b}'],
    ['e^{2 \\ln(a)}', '(e^{\\ln(a)})^2'],
    ['\\sqrt{a}^2', 'a'],
    ['\\sqrt{\\frac{2}{\\pi}}', '\\frac{\\sqrt{2}}{\\sqrt{\\pi}}'],
    ['\\frac{1}{\\sqrt{1 + a}}', '\\frac{\\sqrt{1 + a}}{1 + a}'],
    ['\\sqrt{12}', '2 \\sqrt{3}'],
    ['\\sqrt{\\frac{a}{1 - b^p}}', '\\frac{\\sqrt{a}}{\\sqrt{1 - b^p}}'],
    ['b^{p + 1}', 'b b^p'],
    ['\\operatorname{erfc}(-a)', '1 + \\operatorname{erf}(a)'],
    ['\\cos(a - b)', '\\cos(b - a)'],
    ['\\max(a, b)', '\\max(b, a)'],
    ['\\sum_{i} (a x_i + b)', 'a \\sum_{i} x_i + N b'],
    ['\\sum_{i} (x_i - a)^2', '\\sum_{i} x_i^2 - 2 a \\sum_{i} x_i + N a^2'],
    ['\\sum_{i} e^{x_i - a}', 'e^{-a} \\sum_{i} e^{x_i}'],
  ])('%s equals %s', (left, right) => {
    expect(compare(left, right)).toBe('equal');
  });

  it.each([
    ['(a + b)^2', 'a^2 + b^2'],
    ['\\frac{1}{1 + e^{-a}}', '\\frac{1}{1 + e^{a}}'],
    ['e^{a}', 'e^{2 a}'],
    ['0.044715 a', '0.0447 a'],
    ['\\sqrt{a + b} + p', '\\sqrt{a + b + p}'],
    ['\\sqrt{2} a', '\\sqrt{3} a'],
    ['b^p', 'b^{2 p}'],
    ['\\frac{1}{a}', '\\frac{1}{a + b}'],
  ])('%s differs from %s', (left, right) => {
    expect(compare(left, right)).not.toBe('equal');
  });

  it('says different only where the atoms are independent', () => {
    expect(compare('e^{a} + b', 'e^{a} - b')).toBe('different');
    expect(compare('\\sqrt{1 + a} + b', '\\sqrt{1 + a} - b')).toBe('different');
    expect(compare('\\sin(a)^2', '1 - \\cos(a)^2')).toBe('unknown');
    expect(compare('\\sqrt{1 + a} \\sqrt{1 - a}', '\\sqrt{1 - a^2}')).toBe('unknown');
    expect(compare('|a|', '\\max(a, -a)')).toBe('unknown');
    expect(compare('e^{1} a', '\\pi a')).toBe('unknown');
  });

  it('a root of an even power is not taken for the base', () => {
    expect(compare('\\sqrt{a^2}', 'a')).not.toBe('equal');
    expect(compare('\\sqrt{a^2 b}', 'a \\sqrt{b}')).not.toBe('equal');
  });

  it('gives up on what would grow too large', () => {
    const sum = ['a', 'b', 'p', 'q'].map((key) => symbol(key)).reduce((left, right) => add(left, right));
    const huge = power(sum, integer(60));
    expect(normalForm(huge)).toBeUndefined();
    expect(sameNormalForm(huge, add(huge, integer(1)))).toBe('unknown');
  });

  it('a denominator that is zero everywhere proves nothing', () => {
    const nowhere = div(integer(1), sub(symbol('a'), symbol('a')));
    expect(sameNormalForm(nowhere, integer(3))).toBe('unknown');
  });

  const tree = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(symbol('a'), symbol('b'), symbol('v')),
      fc.integer({ min: -3, max: 3 }).map((n) => integer(n)),
      fc.tuple(tie('tree'), tie('tree'), fc.constantFrom(add, sub, mul)).map(([l, r, op]) => op(l, r)),
      tie('tree').map(neg),
    ),
  })).tree;

  function valueAt(e: Expression, at: Readonly<Record<string, bigint>>): bigint {
    switch (e.kind) {
      case 'literal':
        return e.value.num;
      case 'symbol':
        return at[e.key] ?? 0n;
      case 'neg':
        return -valueAt(e.operand, at);
      case 'add':
        return valueAt(e.left, at) + valueAt(e.right, at);
      case 'sub':
        return valueAt(e.left, at) - valueAt(e.right, at);
      case 'mul':
        return valueAt(e.left, at) * valueAt(e.right, at);
      case 'power':
        return valueAt(e.base, at) ** valueAt(e.exponent, at);
      default:
        throw new Error(`no ${e.kind} is generated`);
    }
  }

  it('decides polynomials, in agreement with their values', () => {
    fc.assert(
      fc.property(tree, tree, (left, right) => {
        const verdict = sameNormalForm(left, right);
        // Degree at most 16 and coefficients at most 3^16: two polynomials that agree at this point are equal
        // (Kronecker substitution: 10^20 exceeds twice any coefficient, the exponents exceed any degree).
        const base = 10n ** 20n;
        const at = { a: base, b: base ** 40n, v: base ** 1600n };
        expect(verdict).toBe(valueAt(left, at) === valueAt(right, at) ? 'equal' : 'different');
      }),
      { numRuns: 300 },
    );
  });
});
