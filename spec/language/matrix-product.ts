import { type Expression, mapChildren, reduce } from './expression.ts';
import { freeIndices } from './substitute.ts';

/**
 * A formula whose author left the indices away, with its matrix products written out: `W x + b` for an output of
 * indices n, o is the sum of W_{oi} x_{ni} over the i that the output lacks.
 *
 * @param own indices that the left side carries
 * @throws RangeError where such an index stands on one factor only, so that no product sums over it
 */
export function writeMatrixProducts(expression: Expression, own: readonly string[]): Expression {
  const inner = [...freeIndices(expression)].filter((index) => !own.includes(index));
  return inner.reduce(contract, expression);
}

function contract(node: Expression, index: string): Expression {
  if (!freeIndices(node).has(index)) return node;
  if (node.kind === 'mul' && [node.left, node.right].every((factor) => freeIndices(factor).has(index)))
    return reduce('sum', index, node);
  if (node.kind === 'symbol' || node.kind === 'index')
    throw new RangeError(`index ${index} is neither on the left side nor on both factors of a product`);
  return mapChildren(node, (child) => contract(child, index));
}
