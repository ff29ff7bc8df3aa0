import { add, type Expression, mapChildren, sub } from '../../spec/language/expression.ts';

/** What a person loses while copying a derivative: one factor, term, divisor, exponent, sign or branch. */
export interface DerivativeSlip {
  readonly id: string;
  /** Which part is lost, and of what. */
  readonly title: string;
  readonly expression: Expression;
}

/** How a part of a derivative is written in a title. */
type Print = (part: Expression) => string;

/** Slips at the root of an expression. Where that is only a part of the derivative the title says which. */
function* slipsHere(node: Expression, print: Print, isWhole: boolean): Generator<DerivativeSlip> {
  const from = (preposition: string): string => (isWhole ? '' : ` ${preposition} ${print(node)}`);
  const lost = (what: string, part: Expression, kept: Expression): DerivativeSlip => ({
    id: `derivative-${what}-missing`,
    title: `the ${what} ${print(part)}${from('of')} is missing in the derivative`,
    expression: kept,
  });
  const signed = (part: Expression, expression: Expression): DerivativeSlip => ({
    id: 'derivative-sign',
    title: `the sign of ${print(part)}${from('in')} is wrong in the derivative`,
    expression,
  });
  const branch = (part: Expression, kept: Expression): DerivativeSlip => ({
    id: 'derivative-branch-missing',
    title: `the branch ${print(part)} of the derivative is missing: ${print(kept)} is used there too`,
    expression: kept,
  });
  switch (node.kind) {
    case 'mul':
      yield lost('factor', node.right, node.left);
      yield lost('factor', node.left, node.right);
      return;
    case 'div':
      yield lost('divisor', node.right, node.left);
      return;
    case 'add':
      yield lost('term', node.right, node.left);
      yield lost('term', node.left, node.right);
      yield signed(node.right, sub(node.left, node.right));
      return;
    case 'sub':
      yield lost('term', node.right, node.left);
      yield signed(node.right, add(node.left, node.right));
      return;
    case 'power':
      if (node.exponent.kind === 'literal') yield lost('exponent', node.exponent, node.base);
      return;
    case 'neg':
      yield signed(node.operand, node.operand);
      return;
    case 'select':
      yield branch(node.otherwise, node.then);
      yield branch(node.then, node.otherwise);
      return;
    default:
      return;
  }
}

/** Every expression that differs from this one by one slip at one place; equal parts at two places slip apart. */
export function* derivativeSlips(root: Expression, print: Print, isWhole = true): Generator<DerivativeSlip> {
  yield* slipsHere(root, print, isWhole);
  const places: Expression[] = [];
  mapChildren(root, (child) => {
    places.push(child);
    return child;
  });
  for (const [place, child] of places.entries()) {
    for (const slip of derivativeSlips(child, print, false)) {
      let at = 0;
      const expression = mapChildren(root, (other) => (at++ === place ? slip.expression : other));
      yield { ...slip, expression };
    }
  }
}
