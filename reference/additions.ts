import type { Expression } from '../spec/language/expression.ts';
import { nodeFacts } from './node-facts.ts';

/*
 * A *chain of additions* is a largest part of an expression that is made of sums over an index and of the `add`, `sub`
 * and `neg` that join them with anything else: \sum_i W_i x_i + b is one, with the terms W_1 x_1 ... W_n x_n and b. Its
 * additions may be made in any order: a loop may start with b, and b then takes part in all n of them.
 *
 * Whatever the order, m terms a_j take m - 1 additions, and rounding to nearest errs by at most (m - 1) u \sum_j |a_j|
 * (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 4.2, to first order; Jeannerod and Rump 2013,
 * Improved error bounds for inner products in floating-point arithmetic, and Lange and Rump 2017, Error estimates for the
 * summation of real numbers with application to floating-point summation, in any order without a term of second order).
 * That is what moving every term by (1 +- (m - 1) u) gives, with the signs chosen apart. An `add` or `sub` that is written
 * out is counted in K once already, so what is left are m - 1 - (distinct adds and subs of the chain).
 *
 * A sum that is scaled, as a mean is, is a term of the chain around it: the scaling comes after the summing.
 */

/** A node whose operands are added up. */
export type Addition =
  | Extract<Expression, { kind: 'neg' }>
  | (Extract<Expression, { left: Expression }> & { readonly kind: 'add' | 'sub' })
  | (Extract<Expression, { kind: 'reduce' }> & { readonly op: 'sum' });

/** Are its operands terms, or nodes, of the chain that the node belongs to? */
export function isAddition(node: Expression): node is Addition {
  return (
    node.kind === 'add' || node.kind === 'sub' || node.kind === 'neg' || (node.kind === 'reduce' && node.op === 'sum')
  );
}

/** Would a chain that starts at this node have a sum over an index among its nodes? */
export const startsChain = (node: Expression): node is Addition => nodeFacts(node).addsOverIndex;

function termsOf(node: Expression, extent: (index: string) => number, written: Set<Expression>): number {
  if (!isAddition(node)) return 1;
  switch (node.kind) {
    case 'neg':
      return termsOf(node.operand, extent, written);
    case 'add':
    case 'sub':
      written.add(node);
      return termsOf(node.left, extent, written) + termsOf(node.right, extent, written);
    case 'reduce':
      return extent(node.index) * termsOf(node.body, extent, written);
  }
}

/** How many additions of the chain that starts at `root` K does not count: n - 1 for a sum of n terms, with or without a bias. */
export function uncountedAdditions(root: Expression, extent: (index: string) => number): number {
  const written = new Set<Expression>();
  return Math.max(0, termsOf(root, extent, written) - 1 - written.size);
}
