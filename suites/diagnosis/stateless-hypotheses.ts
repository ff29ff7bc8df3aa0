import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import {
  type Condition,
  distinctNodes,
  type Expression,
  indexValue,
  integer,
  mul,
  neg,
  rewrite,
  select,
  symbol,
} from '../../spec/language/expression.ts';
import { inlineExpression } from '../../spec/language/inline.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import { printExpression, printPlain } from '../../spec/language/print.ts';
import { renameIndices, substituteSymbols } from '../../spec/language/substitute.ts';
import { COTANGENT } from '../judge/point.ts';
import { derivativeSlips } from './derivative-slips.ts';
import { hypothesesOfSize } from './hypotheses.ts';
import {
  freshIndex,
  gradientExpression,
  statelessExpression,
  valueExpression,
  vectorJacobianProduct,
} from './stateless-expression.ts';

/** What a check judges: an output of a page, or its gradient by one input. */
export interface StatelessTarget {
  readonly page: Page;
  readonly output: string;
  /** The input to differentiate by; absent for the value itself. */
  readonly wrt?: string | undefined;
  /** Index names of the answer; `[LANE]` where the page is elementwise. */
  readonly indices: readonly string[];
}

/** A function that a subject may compute in the place of the page's own. */
export interface StatelessHypothesis {
  /** Ids of patches, or of one of the general mistakes with derivatives below. */
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  /** Accepted variants only: a legitimate convention. */
  readonly accepted: boolean;
  /** Made up from a published default rather than listed on the page. */
  readonly generated: boolean;
  readonly expression: Expression;
  readonly indices: readonly string[];
  /** The formula, where it is none that patches of the page make. */
  readonly latex?: string;
}

/** What the page lists: all hypotheses of exactly `size` patches, accepted variants first. */
export function* listedHypotheses(target: StatelessTarget, size: number): Generator<StatelessHypothesis> {
  const { page, wrt } = target;
  for (const { patches, accepted } of hypothesesOfSize(page, size)) {
    const found = patched(target, patches);
    if (!found) continue;
    const listed = patches.map((id) => page.patches.get(id)!);
    yield {
      ids: patches,
      // A gradient may belong to another function while the values are right.
      titles: listed.map(({ title }) => (wrt === undefined ? title : `The derivative is the one of: ${title}`)),
      accepted,
      generated: listed.some(({ kind }) => kind === 'default'),
      ...found,
    };
  }
}

/** What people get wrong in any derivative, whatever the function is: nothing for a value. */
export function* derivativeHypotheses(target: StatelessTarget): Generator<StatelessHypothesis> {
  const { page, output, wrt, indices } = target;
  if (wrt === undefined) return;
  const whole = [...generalMistakes(page, output, wrt)].map(
    ({ id, title, ...found }): StatelessHypothesis => ({
      ids: [id],
      titles: [title],
      accepted: false,
      generated: true,
      indices,
      ...found,
    }),
  );
  const isFirst = ({ ids }: StatelessHypothesis): boolean => FIRST.has(ids[0]!);
  yield* whole.filter(isFirst);
  yield* slippedDerivatives(target);
  yield* whole.filter((one) => !isFirst(one));
}

/** General mistakes that are told rather than a slip which comes to the same. */
const FIRST: ReadonlySet<string> = new Set(['derivative-negated', 'derivative-fed-input', 'cotangent-ignored']);

/** The page's derivative with one factor, term, divisor, exponent, sign or branch lost. */
function* slippedDerivatives(target: StatelessTarget): Generator<StatelessHypothesis> {
  const { page, output, wrt, indices } = target;
  const equation = wrt === undefined ? undefined : derivativeFor(page, output, 'definition', wrt);
  if (!equation) return;
  const system = applyPatches(page, page.modes[0] ?? '', [], 'definition');
  // A title is a sentence in any report, a formula is typeset: the one in plain characters, the other in LaTeX.
  for (const { id, title, expression } of derivativeSlips(equation.expression, printPlain)) {
    const slope = inlineExpression(page, system, expression, { keepStates: false });
    const gradient = page.kind === 'tensor' ? vectorJacobianProduct({ ...equation, expression: slope }) : slope;
    yield {
      ids: [id],
      titles: [title],
      accepted: false,
      generated: true,
      expression: gradient,
      indices: page.kind === 'tensor' && equation.wrtIndices.length > 0 ? equation.wrtIndices : indices,
      latex: derivativeLatex(page, equation, expression),
    };
  }
}

/** A derivative equation with another right side. */
function derivativeLatex(page: Page, { latex }: DerivativeEquation, right: Expression): string {
  return `${latex.slice(0, latex.indexOf('=')).trim()} = ${printExpression(right, page.symbols, page.indices)}`;
}

function patched(
  { page, output, wrt, indices }: StatelessTarget,
  patches: readonly string[],
): { expression: Expression; indices: readonly string[] } | undefined {
  if (wrt !== undefined && page.kind === 'tensor') return gradientExpression(page, output, wrt, patches);
  const expression = statelessExpression(page, output, wrt, patches);
  return expression && { expression, indices };
}

interface GeneralMistake {
  readonly id: string;
  readonly title: string;
  readonly expression: Expression;
  /** Where they are not those of the gradient itself. */
  readonly indices?: readonly string[];
  /** The derivative that the mistake makes, where there is one to show. */
  readonly latex?: string;
}

/** Mistakes that people make with any derivative, whatever the function is. */
function* generalMistakes(page: Page, output: string, wrt: string): Generator<GeneralMistake> {
  const equation = derivativeFor(page, output, 'accuracy', wrt);
  const printed = derivativeFor(page, output, 'definition', wrt);
  if (!equation || !printed) return;
  const isTensor = page.kind === 'tensor';
  const slope = derivativeExpression(page, equation);
  const gradient = (expression: Expression): Expression =>
    isTensor ? vectorJacobianProduct({ ...equation, expression }) : expression;
  const shown = (right: Expression): { latex: string } => ({ latex: derivativeLatex(page, printed, right) });
  yield {
    id: 'derivative-negated',
    title: 'the derivative has the wrong sign',
    expression: gradient(neg(slope)),
    ...shown(neg(printed.expression)),
  };

  const value = valueExpression(page, output);
  if (!isTensor) {
    yield {
      id: 'derivative-is-value',
      title: 'the value is returned for the derivative',
      expression: value,
      ...shown(symbol(output)),
    };
    const atOutput = substituteSymbols(slope, new Map([[wrt, value]]));
    // A constant slope is the same wherever it is taken.
    if (atOutput !== slope) {
      const written = derivativeExpression(page, printed, 'definition');
      yield {
        id: 'derivative-fed-output',
        title: 'the derivative is taken at the output instead of the input',
        expression: atOutput,
        ...shown(substituteSymbols(written, new Map([[wrt, symbol(output)]]))),
      };
    }
  } else {
    const ignored = withoutCotangent(gradient(slope));
    yield { id: 'cotangent-ignored', title: 'the gradient of the output is not used', expression: ignored };
    const diagonal = diagonalOf(page, slope, equation.outputIndices, equation.wrtIndices);
    if (diagonal) {
      const title = 'only the diagonal of the Jacobian is used';
      yield { id: 'jacobian-diagonal-only', title, ...diagonal, ...shown(writtenDiagonal(printed)) };
    }
  }
  const fed = fedInput(page, output, wrt, printed.expression);
  if (fed) {
    yield {
      id: 'derivative-fed-input',
      title: 'the derivative in terms of the output is given the input',
      expression: gradient(fed),
      ...shown(fed),
    };
  }
}

/** A product with the cotangent is its other factor. */
const withoutCotangent = (gradient: Expression): Expression =>
  rewrite(gradient, (node) =>
    node.kind === 'mul' && node.left.kind === 'symbol' && node.left.key === COTANGENT ? node.right : node,
  );

/** The cotangent times dy_i / dx_i, for an output that has the indices of the input. */
function diagonalOf(
  page: Page,
  slope: Expression,
  outputs: readonly string[],
  wrt: readonly string[],
): { expression: Expression; indices: readonly string[] } | undefined {
  if (outputs.length !== wrt.length || outputs.every((index, axis) => index === wrt[axis])) return undefined;
  if (outputs.some((index, axis) => page.indices.get(index) !== page.indices.get(wrt[axis]!))) return undefined;
  // Names that no sum inside binds.
  const indices = wrt.map(freshIndex);
  const names = new Map([...outputs, ...wrt].map((index, i) => [index, indices[i % indices.length]!]));
  return { expression: mul(symbol(COTANGENT, 0, indices), renameIndices(slope, names, page.indices)), indices };
}

/** A Jacobian as its equation writes it, with zeros beside the diagonal. */
function writtenDiagonal({ expression, outputIndices, wrtIndices }: DerivativeEquation): Expression {
  const axes = outputIndices.map((index, axis) => [indexValue(index), indexValue(wrtIndices[axis]!)] as const);
  const parts = axes.flatMap(([i, j]): Condition[] =>
    i === j ? [] : [{ kind: 'compare', op: '=', left: i, right: j }],
  );
  const holds = (condition: Condition): boolean =>
    condition.kind === 'compare' &&
    condition.op === '=' &&
    axes.some((axis) => axis.includes(condition.left) && axis.includes(condition.right));
  const diagonal = rewrite(expression, (node) => (node.kind === 'select' && holds(node.condition) ? node.then : node));
  return select(parts.length === 1 ? parts[0]! : { kind: 'and', parts }, diagonal, integer(0));
}

/** A derivative that is written with the output, as s(1 - s), where the output has the indices of the input. */
function fedInput(page: Page, output: string, wrt: string, printed: Expression): Expression | undefined {
  const [of, by] = [page.symbols.get(output)!, page.symbols.get(wrt)!];
  if (of.shape.join() !== by.shape.join()) return undefined;
  const mentions = distinctNodes(printed).some((node) => node.kind === 'symbol' && node.key === output);
  const locals = distinctNodes(printed).some(
    (node) => node.kind === 'symbol' && page.symbols.get(node.key)?.role === 'local',
  );
  if (!mentions || locals) return undefined;
  return rewrite(printed, (node) =>
    node.kind === 'symbol' && node.key === output ? symbol(wrt, node.lag, node.indices) : node,
  );
}
