import type { Expression } from '../../spec/language/expression.ts';
import { inlineExpression, inlineSystem } from '../../spec/language/inline.ts';
import type { DerivativeEquation, Equation, Page, System } from '../../spec/language/page.ts';
import { accuracySystem, applyPatches } from '../../spec/language/patch.ts';
import { buildModel } from '../stateful/model.ts';

/** One way to compute what a page defines, as the page writes it down. */
export interface Algorithm {
  /** The id of a patch, or `definition`. */
  readonly id: string;
  readonly title: string;
  /** Its equations as LaTeX. */
  readonly latex: readonly string[];
  /** The page's own equations in place of those, for a step: what is sound there does not depend on the format. */
  readonly stable: readonly string[];
  /** From the expression that the judge uses for an output to the one that this algorithm evaluates. */
  readonly expressions: ReadonlyMap<Expression, Expression>;
}

const DEFINITION = { id: 'definition', title: 'The definition is computed as it is written' };
const ACCURACY = { id: 'accuracy-form', title: 'The accuracy form is computed as it is written' };

const algorithmIds = (page: Page, mode: string): string[] =>
  [...page.patches.values()]
    .filter((patch) => patch.kind === 'algorithm' && (patch.mode === '' || patch.mode === mode))
    .map(({ id }) => id);

/** Equations of `system` that the page's own definition does not have in that form. */
const changedEquations = (page: Page, system: System): Equation[] =>
  [...system.equations.values()].filter(
    ({ key, expression }) => page.systems.get(system.mode)?.equations.get(key)?.expression !== expression,
  );

/**
 * The page's own forms as written, then each algorithm in page order. What the page lists as an algorithm goes by that
 * name, and one expression has one name.
 */
function listed(forms: readonly Algorithm[], algorithms: readonly Algorithm[]): Algorithm[] {
  const expressionOf = ({ expressions }: Algorithm) => [...expressions.values()][0];
  const names = new Map<Expression | undefined, Algorithm>();
  for (const one of [...algorithms, ...forms]) if (!names.has(expressionOf(one))) names.set(expressionOf(one), one);
  return [...forms, ...algorithms].filter((one) => names.get(expressionOf(one)) === one);
}

/** The algorithms of a stateless page's output; `base` is the expression that it is judged by. */
export function valueAlgorithms(page: Page, output: string, base: Expression): Algorithm[] {
  const mode = page.modes[0] ?? '';
  const of = (names: Pick<Algorithm, 'id' | 'title'>, system: System, own: readonly Equation[]): Algorithm[] => {
    const expression = inlineSystem(page, system, { keepStates: false }).get(output);
    return expression ? [named(names, own, [], new Map([[base, expression]]))] : [];
  };
  const definition = applyPatches(page, mode, []);
  const accurate = accuracySystem(page, mode);
  const forms = [
    ...of(DEFINITION, definition, [...definition.equations.values()]),
    ...of(ACCURACY, accurate, [...accurate.equations.values()]),
  ];
  const algorithms = algorithmIds(page, mode).flatMap((id) => {
    const system = applyPatches(page, mode, [id]);
    return of(page.patches.get(id)!, system, changedEquations(page, system));
  });
  return listed(forms, algorithms);
}

/**
 * The same for a derivative: its equation as the page first gives it, over each algorithm for the values that it
 * mentions.
 *
 * @param wrap turns the derivative into what is judged: a vector-Jacobian product
 */
export function derivativeAlgorithms(
  page: Page,
  equation: Pick<DerivativeEquation, 'output' | 'wrt'>,
  base: Expression,
  wrap: (expression: Expression, equation: DerivativeEquation) => Expression = (expression) => expression,
): Algorithm[] {
  const mode = page.modes[0] ?? '';
  const same = (other: DerivativeEquation) => other.output === equation.output && other.wrt === equation.wrt;
  const written = page.derivatives.find(same);
  if (!written) return [];
  const accurate = page.derivativeAccuracy.find(same) ?? written;
  const over = (names: Pick<Algorithm, 'id' | 'title'>, system: System, form: DerivativeEquation): Algorithm => {
    const expression = wrap(inlineExpression(page, system, form.expression, { keepStates: false }), form);
    const own = names === DEFINITION || names === ACCURACY ? [form] : [...changedEquations(page, system), form];
    return named(names, own, [], new Map([[base, expression]]));
  };
  const sound = accuracySystem(page, mode);
  const forms = [over(ACCURACY, sound, accurate)];
  // Gradients lie over the indices of the accurate equation; one that names them otherwise cannot stand in for it.
  const alike = `${written.outputIndices} ${written.wrtIndices}` === `${accurate.outputIndices} ${accurate.wrtIndices}`;
  // As it is written, over a sound value or over one that is computed as written too.
  if (alike) {
    const plain = applyPatches(page, mode, []);
    forms.unshift(over(DEFINITION, sound, written), over(DEFINITION, plain, written));
  }
  const algorithms = algorithmIds(page, mode).flatMap((id) =>
    alike ? [over(page.patches.get(id)!, applyPatches(page, mode, [id]), written)] : [],
  );
  // Where the derivative does not mention the value, an algorithm for the value changes nothing.
  const known = forms.map(({ expressions }) => expressions.get(base));
  return listed(
    forms,
    algorithms.filter(({ expressions }) => !known.includes(expressions.get(base))),
  );
}

/** The algorithms of a stateful page: each changes the equations of one step. */
export function stepAlgorithms(page: Page): Algorithm[] {
  const base = buildModel(page, []);
  const ids = new Set(page.modes.flatMap((mode) => algorithmIds(page, mode)));
  return [...ids].map((id) => {
    const model = buildModel(page, [id], 'definition');
    const expressions = new Map<Expression, Expression>();
    const own: Equation[] = [];
    const stable: string[] = [];
    for (const [mode, { local, open, system }] of model.modes) {
      const judged = base.modes.get(mode)!;
      for (const form of ['local', 'open'] as const) {
        const theirs = form === 'local' ? local : open;
        for (const [key, expression] of judged[form]) {
          const other = theirs.get(key);
          if (other && other !== expression && !expressions.has(expression)) expressions.set(expression, other);
        }
      }
      const changed = changedEquations(page, system);
      own.push(...changed);
      const accurate = accuracySystem(page, mode).equations;
      stable.push(...changed.flatMap(({ key }) => accurate.get(key)?.latex ?? []));
    }
    return named(page.patches.get(id)!, own, stable, expressions);
  });
}

const named = (
  { id, title }: Pick<Algorithm, 'id' | 'title'>,
  own: readonly { readonly latex: string }[],
  stable: readonly string[],
  expressions: ReadonlyMap<Expression, Expression>,
): Algorithm => ({ id, title, latex: own.map(({ latex }) => latex), stable, expressions });
