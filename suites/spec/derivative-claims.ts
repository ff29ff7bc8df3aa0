import { derivativeExpression } from '../../spec/language/derivative-expression.ts';
import { inlineSystem } from '../../spec/language/inline.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { applyPatches, type SystemForm } from '../../spec/language/patch.ts';
import { agreement, shown } from './agreement.ts';
import { type Claim, claim, HOLDS, ONE_FUNCTION, OPEN } from './claim.ts';
import { differentiate } from './differentiate.ts';
import { definitionPlace } from './form-claims.ts';

/**
 * The page's derivatives, and their accuracy forms, are those of its definition: against interval jets, which know
 * nothing of the formula on the page, and by symbolic differentiation where normal forms decide.
 */
export function* derivativeClaims(page: Page): Generator<Claim> {
  for (const equation of page.derivatives) yield derivativeClaim(page, equation, 'definition');
  for (const equation of page.derivativeAccuracy) yield derivativeClaim(page, equation, 'accuracy');
}

function derivativeClaim(page: Page, equation: DerivativeEquation, form: SystemForm): Claim {
  const { output, wrt, span } = equation;
  const mode = page.modes[0] ?? '';
  const what = `${form === 'accuracy' ? 'accuracy form of the derivative' : 'derivative'} of ${output} by ${wrt}`;
  const fix = `correct it or ${definitionPlace(page, mode, output, span)}`;
  return claim({ what, span, fix }, () => {
    const system = applyPatches(page, mode, [], 'definition');
    const definition = inlineSystem(page, system, { keepStates: false }).get(output);
    const defined = system.equations.get(output);
    if (!definition || !defined) return { kind: 'refused', detail: `the page does not define ${output}` };
    const formula = derivativeExpression(page, equation, form);
    const symbolic = differentiate(definition, wrt);
    const proved = symbolic !== undefined && sameNormalForm(symbolic, formula) === 'equal';
    return {
      kind: 'everywhere',
      ...(proved ? { algebra: ONE_FUNCTION } : {}),
      detail: 'against interval jets of the definition',
      at(point) {
        // The output's indices in the definition stand for those that the derivative equation gives them.
        const bindings = new Map(point.bindings);
        defined.indices.forEach((index, axis) => {
          bindings.set(index, point.bindings.get(equation.outputIndices[axis] ?? index)!);
        });
        const positions = equation.wrtIndices.map((index) => point.bindings.get(index)!);
        const exact = point.differentiate(definition, { key: wrt, positions }, bindings);
        const claimed = point.enclose(formula);
        // At a kink the jet encloses both one-sided slopes: it is wide, and only what lies outside is wrong.
        const verdict = agreement(exact, claimed);
        if (verdict !== 'differ') return verdict === 'agree' ? HOLDS : OPEN;
        const where = point.describe(definition, formula);
        return {
          kind: 'refuted',
          detail: `${shown(claimed)} on the page, ${shown(exact)} by differentiation, at ${where}`,
        };
      },
    };
  });
}
