import { createElaborator } from './elaborate.ts';
import type { Expression } from './expression.ts';
import { parseFormula } from './parser.ts';

/**
 * A constant written as LaTeX or as a plain decimal: `\frac{1}{2}`, `-0.17`, `\ln 2`.
 *
 * @throws FormulaError when the text is no formula or mentions a symbol
 */
export function constantExpression(text: string): Expression {
  const elaborator = createElaborator({ symbols: new Map(), indices: new Map() });
  return elaborator.expression(parseFormula({ file: 'constant', line: 1, column: 1, text }));
}
