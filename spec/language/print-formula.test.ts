import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormulaNode } from './ast.ts';
import { FormulaError } from './formula-error.ts';
import { parseFormula } from './parser.ts';
import { printFormula } from './print-formula.ts';
import { formula } from './testing/declare.ts';

const parse = (text: string): FormulaNode => formula(text).root;
const withoutRanges = (node: FormulaNode): string =>
  JSON.stringify(node, (key, value: unknown) => (key === 'range' ? undefined : value));

const leaf = fc.constantFrom(
  'x',
  'lr',
  '2',
  '0.5',
  '\\theta_{t-1}',
  '\\hat{v}_t',
  'x_{ncs}',
  '\\beta_1',
  "f'(x)",
  'e',
  '\\mathrm{lr}',
  'T_{\\text{w}}',
);

/** Formulas of every construct, with parentheses sometimes left out where a reader would want them. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const made = (...parts: readonly string[]) =>
    fc
      .tuple(...Array.from({ length: parts.length - 1 }, () => inner))
      .map((values) => parts.map((part, i) => part + (values[i] ?? '')).join(''));
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      made('', ' + ', ''),
      made('', ' - ', ''),
      made('', ' \\cdot ', ''),
      made('', '/', ''),
      made('', ' ', ''),
      made('-', ''),
      made('(', ')'),
      made('\\frac{', '}{', '}'),
      made('\\sqrt{', '}'),
      made('\\sqrt[3]{', '}'),
      made('x^{', '}'),
      made('(', ')^2'),
      made('\\sigma(', ')'),
      made('\\sigma(', ')_{k}^2 '),
      made('\\tanh ', ''),
      made('\\tanh(', ')'),
      made('\\max(', ', ', ')'),
      made('\\sum_{i} ', ''),
      made('\\sum_{i=1}^{N} ', ''),
      made('\\max_j ', ''),
      made('|', '|'),
      made('\\lfloor ', '\\rfloor'),
      made('\\frac{d}{dx} ', ''),
      made('\\begin{cases} ', ' & x > 0 \\\\ ', ' & \\text{otherwise} \\end{cases}'),
    ),
  };
});

const statement = fc.oneof(
  expression,
  fc
    .tuple(expression, fc.constantFrom('=', '<', '\\le', '\\leftarrow', '\\approx'), expression)
    .map((parts) => parts.join(' ')),
  fc.tuple(expression, expression).map(([a, b]) => `0 < ${a} \\implies ${b} \\ge 1`),
  fc.tuple(expression, expression).map(([a, b]) => `a = ${a}, \\quad b = ${b}`),
);

describe('printing a parsed formula', () => {
  it('gives text that parses to the same tree', () => {
    let read = 0;
    fc.assert(
      fc.property(statement, (text) => {
        let node: FormulaNode;
        try {
          node = parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
          return;
        }
        read += 1;
        expect(withoutRanges(parse(printFormula(node)))).toBe(withoutRanges(node));
      }),
      { numRuns: 600 },
    );
    expect(read).toBeGreaterThan(200);
  });
});

describe('any text at all', () => {
  const words = fc.constantFrom(
    ...[
      '\\frac',
      '\\sum',
      '_',
      '^',
      '{',
      '}',
      '(',
      ')',
      '|',
      '\\left',
      '\\right',
      '&',
      '\\\\',
      '\\begin{cases}',
      '\\end{cases}',
    ],
    ...[
      '\\text{if }',
      '\\text{otherwise}',
      '\\hat',
      '\\max',
      '\\sqrt',
      '[',
      ']',
      'dx',
      'x',
      '12',
      '.5',
      "'",
      ',',
      '=',
      '<',
      '/',
      '-',
      '\\quad',
      ' ',
      'd',
      '\\partial',
    ],
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
  );

  it('is read or refused with a FormulaError that points into it', () => {
    fc.assert(
      fc.property(anything, (text) => {
        try {
          parseFormula({ file: 'any.md', line: 7, column: 1, text });
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
          const { span, fix } = error as FormulaError;
          expect(text.includes(span.text)).toBe(true);
          expect(span.line).toBeGreaterThanOrEqual(7);
          expect(fix).not.toBe('');
        }
      }),
      { numRuns: 3000 },
    );
  });
});
