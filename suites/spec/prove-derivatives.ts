import { bigintField } from '../../reference/interval/bigint.ts';
import { derivative as jetDerivative } from '../../reference/jet.ts';
import { derivativeExpression } from '../../spec/language/derivative-expression.ts';
import { inlineSystem } from '../../spec/language/inline.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import { compareRational } from '../../spec/language/rational.ts';
import { compareExpressions, disagree, enclosureAt, shown } from './compare-expressions.ts';
import type { Finding } from './prove-spec.ts';
import { integers, samplePoint } from './sample-points.ts';

const field = bigintField(200);

/** The page's derivatives against interval jets of its definition, which know nothing of the formula on the page. */
export function* proveDerivatives(page: Page, points: number, seed: number): Generator<Finding> {
  for (const equation of page.derivatives) {
    yield {
      what: `derivative of ${equation.output}`,
      span: equation.span,
      ...againstJets(page, equation, points, seed),
    };
    const accurate = page.derivativeAccuracy.find(
      (other) => other.output === equation.output && other.wrt === equation.wrt,
    );
    if (!accurate) continue;
    const agreement = compareExpressions(
      page,
      derivativeExpression(page, equation, 'definition'),
      derivativeExpression(page, accurate, 'accuracy'),
      points,
      seed,
    );
    yield { what: `accuracy form of the derivative of ${equation.output}`, span: accurate.span, ...agreement };
  }
}

function againstJets(
  page: Page,
  equation: DerivativeEquation,
  points: number,
  seed: number,
): Pick<Finding, 'status' | 'detail'> {
  const mode = page.modes[0] ?? '';
  const definition = inlineSystem(page, applyPatches(page, mode, [], 'definition'), { keepStates: false }).get(
    equation.output,
  );
  if (!definition) return { status: 'refused', detail: `the page does not define ${equation.output}` };
  const formula = derivativeExpression(page, equation, 'definition');
  const defined = page.systems.get(mode)!.equations.get(equation.output)!.indices;
  const random = integers(seed);
  let informative = 0;
  for (let i = 0; i < points; i++) {
    const point = samplePoint(page, random);
    const x = page.symbols.get(equation.wrt)?.elementwise ? point.environment.value(equation.wrt, 0, []) : undefined;
    if (x && 'num' in x && page.kinks.some((kink) => compareRational(kink, x) === 0)) continue;
    // The output's indices in the definition stand for those that the derivative equation gives them.
    const bindings = new Map(point.bindings);
    defined.forEach((index, axis) => {
      bindings.set(index, point.bindings.get(equation.outputIndices[axis]!)!);
    });
    const positions = equation.wrtIndices.map((index) => point.bindings.get(index)!);
    const exact = field.bounds(
      jetDerivative(field, definition, point.environment, { key: equation.wrt, positions }, bindings),
    );
    const claimed = enclosureAt(formula, point);
    const differ = disagree(exact, claimed);
    if (differ === undefined) continue;
    informative++;
    if (differ)
      return {
        status: 'refused',
        detail: `${shown(claimed)} on the page, ${shown(exact)} by differentiation, at ${point.describe()}`,
      };
  }
  if (informative < points / 2)
    return { status: 'refused', detail: `only ${informative} of ${points} points could be compared` };
  return { status: 'checked', detail: `${informative} points against interval jets of the definition` };
}
