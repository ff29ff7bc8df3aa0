import { derivativeExpression } from '../spec/language/derivative-expression.ts';
import type { Expression } from '../spec/language/expression.ts';
import { inlineSystem } from '../spec/language/inline.ts';
import type { DerivativeEquation, Page } from '../spec/language/page.ts';
import { applyPatches, type SystemForm } from '../spec/language/patch.ts';
import type { CrosscheckOutput } from './outputs.ts';
import type { Point } from './point.ts';

/** An output as the page defines it: the expression that the oracle evaluates, and the names of its free indices. */
export interface Question {
  readonly output: CrosscheckOutput;
  readonly page: Page;
  readonly expression: Expression;
  readonly outputIndices: readonly string[];
  /** Of the input by which it is differentiated; may share names with `outputIndices`. */
  readonly wrtIndices: readonly string[];
}

/**
 * What the pages say of an output, over inputs, hyper-parameters and the state before the step: in the accuracy form,
 * with which the oracle computes, or as the Definition and the Derivative have it.
 *
 * @throws RangeError if the page, the output or its derivative is missing
 */
export function questionOf(
  pages: ReadonlyMap<string, Page>,
  output: CrosscheckOutput,
  form: SystemForm = 'accuracy',
): Question {
  const page = pages.get(output.page);
  if (!page) throw new RangeError(`there is no page ${output.page}, which ${output.name} is checked against`);
  const system = applyPatches(page, output.mode, [], form);
  const inlined = inlineSystem(page, system, { keepStates: false });
  const value = inlined.get(output.output);
  const equation = system.equations.get(output.output);
  if (!value || !equation) throw new RangeError(`${page.id} ${output.mode} has no equation for ${output.output}`);
  if (output.wrt === undefined)
    return { output, page, expression: value, outputIndices: equation.indices, wrtIndices: [] };
  const isAsked = (equation: DerivativeEquation): boolean =>
    equation.output === output.output && equation.wrt === output.wrt;
  const derivative =
    (form === 'accuracy' ? page.derivativeAccuracy.find(isAsked) : undefined) ?? page.derivatives.find(isAsked);
  if (!derivative) throw new RangeError(`${page.id} gives no derivative of ${output.output} by ${output.wrt}`);
  const expression = derivativeExpression(page, derivative, form);
  return { output, page, expression, outputIndices: derivative.outputIndices, wrtIndices: derivative.wrtIndices };
}

/** Where the extent of an index is read: an axis of one of the symbols that every point of the question gives. */
interface Axis {
  readonly index: string;
  readonly symbol: string;
  readonly axis: number;
}

/** The points of a question give the same symbols with the same number of axes, so the first one says where to look. */
const axes = new WeakMap<Question, readonly Axis[]>();

function axesOf(question: Question, point: Point): readonly Axis[] {
  const { indices, symbols } = question.page;
  const found = new Map<string, Omit<Axis, 'index'>>();
  for (const symbol of Object.keys(point.symbols)) {
    const declared = symbols.get(symbol.slice(0, symbol.indexOf('@')))?.shape ?? [];
    declared.forEach((index, axis) => {
      const extent = indices.get(index);
      if (extent !== undefined) found.set(extent, { symbol, axis });
    });
  }
  return [...indices].flatMap(([index, extent]) => {
    const place = found.get(extent);
    return place ? [{ index, ...place }] : [];
  });
}

/** How many values each index of the page runs over at a point, from the shapes of its symbols. */
export function extentsOf(question: Question, point: Point): Map<string, number> {
  let known = axes.get(question);
  if (!known) axes.set(question, (known = axesOf(question, point)));
  const extents = new Map<string, number>();
  for (const { index, symbol, axis } of known) extents.set(index, point.symbols[symbol]!.shape[axis]!);
  return extents;
}

/** Zero-based positions of the free indices of the question's expression at a point. */
export function bindingsOf(question: Question, point: Point): Map<string, number> {
  const bindings = new Map<string, number>();
  question.outputIndices.forEach((index, axis) => {
    bindings.set(index, point.at[axis]!);
  });
  question.wrtIndices.forEach((index, axis) => {
    bindings.set(index, point.wrtAt[axis]!);
  });
  return bindings;
}
