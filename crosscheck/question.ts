import { derivativeExpression, derivativeFor } from '../spec/language/derivative-expression.ts';
import type { Expression } from '../spec/language/expression.ts';
import { inlineSystem } from '../spec/language/inline.ts';
import type { Page } from '../spec/language/page.ts';
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
  const derivative = derivativeFor(page, output.output, form);
  if (derivative?.wrt !== output.wrt)
    throw new RangeError(`${page.id} gives no derivative of ${output.output} by ${output.wrt}`);
  const expression = derivativeExpression(page, derivative, form);
  return { output, page, expression, outputIndices: derivative.outputIndices, wrtIndices: derivative.wrtIndices };
}

/** How many values each index of the page runs over at a point, from the shapes of its symbols. */
export function extentsOf(page: Page, point: Point): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const [name, block] of Object.entries(point.symbols)) {
    const declared = page.symbols.get(name.slice(0, name.indexOf('@')))?.shape ?? [];
    declared.forEach((index, axis) => {
      const extent = page.indices.get(index);
      if (extent !== undefined) sizes.set(extent, block.shape[axis]!);
    });
  }
  const extents = new Map<string, number>();
  for (const [index, extent] of page.indices) {
    const size = sizes.get(extent);
    if (size !== undefined) extents.set(index, size);
  }
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
