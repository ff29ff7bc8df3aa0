import type { Expression } from './expression.ts';
import { inlineExpression } from './inline.ts';
import type { DerivativeEquation, Page } from './page.ts';
import { applyPatches, type SystemForm } from './patch.ts';

/** The derivative equation of a form: of the accuracy form where the page gives one, else as in *Derivative*. */
export function derivativeFor(
  page: Page,
  output: string,
  form: SystemForm = 'accuracy',
): DerivativeEquation | undefined {
  const find = (list: readonly DerivativeEquation[]) => list.find((equation) => equation.output === output);
  return (form === 'accuracy' ? find(page.derivativeAccuracy) : undefined) ?? find(page.derivatives);
}

/**
 * The right side of a derivative equation over inputs only: the outputs and locals that it mentions, as in s(1 - s),
 * are replaced by their own equations.
 */
export function derivativeExpression(
  page: Page,
  equation: DerivativeEquation,
  form: SystemForm = 'accuracy',
): Expression {
  const system = applyPatches(page, page.modes[0] ?? '', [], form);
  return inlineExpression(page, system, equation.expression, { keepStates: false });
}
