import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import { type Expression, literal, mul, reduce, symbol } from '../../spec/language/expression.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { substituteSymbols } from '../../spec/language/substitute.ts';
import { COTANGENT } from '../judge/point.ts';
import { buildModel } from '../stateful/model.ts';
import { derivativeOf } from './derivative-of.ts';

/** The output of a page under patches, for numbers: in its accuracy form wherever no patch forbids it. */
export function valueExpression(page: Page, output: string, patches: readonly string[] = []): Expression {
  const expression = buildModel(page, patches).modes.values().next().value?.open.get(output);
  if (!expression) throw new Error(`${page.id} defines no ${output}`);
  return expression;
}

/** The values that patches fix, where they do nothing else: the formulas of the page then stay as they are. */
function onlyFixed(page: Page, patches: readonly string[]): Map<string, Expression> | undefined {
  const fixed = new Map<string, Expression>();
  for (const id of patches) {
    const patch = page.patches.get(id)!;
    if (patch.replacements.size > 0 || patch.substitutions.length > 0) return undefined;
    for (const [key, value] of patch.fixed) fixed.set(key, literal(value));
  }
  return fixed;
}

/**
 * The function that an elementwise page defines under patches: its output, or the derivative of that by `wrt`. The
 * derivative is the page's own where no formula is changed, else that of the changed formula. Undefined where there is
 * none.
 */
export function statelessExpression(
  page: Page,
  output: string,
  wrt: string | undefined,
  patches: readonly string[] = [],
): Expression | undefined {
  if (wrt === undefined) return valueExpression(page, output, patches);
  const fixed = onlyFixed(page, patches);
  const equation = derivativeFor(page, output, 'accuracy', wrt);
  if (fixed) return equation && substituteSymbols(derivativeExpression(page, equation), fixed);
  return derivativeOf(valueExpression(page, output, patches), { key: wrt, indices: [] });
}

/**
 * The vector-Jacobian product sum_i w_i * d y_i / d x_j as an expression: what a gradient kernel returns. Indices
 * that the output and the input share are not summed over.
 */
export function vectorJacobianProduct(equation: DerivativeEquation): Expression {
  return contract(equation.expression, equation.outputIndices, equation.wrtIndices);
}

function contract(jacobian: Expression, outputs: readonly string[], wrt: readonly string[]): Expression {
  return outputs
    .filter((index) => !wrt.includes(index))
    .reduce<Expression>((body, index) => reduce('sum', index, body), mul(symbol(COTANGENT, 0, outputs), jacobian));
}

/** The index of the input's element that a derived gradient is taken by; no page can declare a name with a space. */
export const freshIndex = (index: string): string => `d ${index}`;

/** A gradient as an expression, with the indices of its elements in the order of the subject's data. */
export interface GradientExpression {
  readonly expression: Expression;
  readonly indices: readonly string[];
}

/**
 * The vector-Jacobian product of a page's output by one input, under patches; for a derived one the input's own
 * indices stand apart (`freshIndex`). Undefined where there is none.
 */
export function gradientExpression(
  page: Page,
  output: string,
  wrt: string,
  patches: readonly string[] = [],
): GradientExpression | undefined {
  const fixed = onlyFixed(page, patches);
  if (fixed) {
    const equation = derivativeFor(page, output, 'accuracy', wrt);
    if (!equation) return undefined;
    const expression = substituteSymbols(derivativeExpression(page, equation), fixed);
    return { expression: vectorJacobianProduct({ ...equation, expression }), indices: equation.wrtIndices };
  }
  const indices = page.symbols.get(wrt)!.shape.map(freshIndex);
  const jacobian = derivativeOf(valueExpression(page, output, patches), { key: wrt, indices });
  const outputs = page.systems.get(page.modes[0] ?? '')!.equations.get(output)!.indices;
  return jacobian && { expression: contract(jacobian, outputs, indices), indices };
}
