import type { Expression } from './expression.ts';
import { inlineExpression } from './inline.ts';
import type { DerivativeEquation, Page } from './page.ts';
import { applyPatches, type SystemForm } from './patch.ts';

/** The derivative equation of an output by one symbol, in the accuracy form where the page gives one. */
function equationFor(page: Page, output: string, wrt: string, form: SystemForm): DerivativeEquation | undefined {
  const find = (list: readonly DerivativeEquation[]) =>
    list.find((equation) => equation.output === output && equation.wrt === wrt);
  return (form === 'accuracy' ? find(page.derivativeAccuracy) : undefined) ?? find(page.derivatives);
}

/**
 * The derivative equation of an output by `wrt`, its first input unless given: of the accuracy form where the page
 * gives one, else as in *Derivative*.
 */
export function derivativeFor(
  page: Page,
  output: string,
  form: SystemForm = 'accuracy',
  wrt: string | undefined = page.call[0],
): DerivativeEquation | undefined {
  return wrt === undefined ? undefined : equationFor(page, output, wrt, form);
}

/** The derivative equations of an output by each input that has one, in the order of the call. */
export function derivativesFor(page: Page, output: string, form: SystemForm = 'accuracy'): DerivativeEquation[] {
  return page.call
    .map((key) => equationFor(page, output, key, form))
    .filter((equation): equation is DerivativeEquation => equation !== undefined);
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
