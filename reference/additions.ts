import type { Expression } from '../spec/language/expression.ts';
import { type Addition, isAddition, nodeFacts } from './node-facts.ts';

/*
 * A *chain of additions* is a largest part of an expression that is made of sums over an index and of the `add`, `sub`
 * and `neg` that join them with anything else: \sum_i W_i x_i + b is one, with the terms W_1 x_1 ... W_n x_n and b. Its
 * additions may be made in any order: a loop may start with b, and b then takes part in all n of them.
 *
 * Whatever the order, m terms a_j take m - 1 additions, and rounding to nearest errs by at most (m - 1) u \sum_j |a_j|
 * (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 4.2, to first order; Jeannerod and Rump 2013,
 * Improved error bounds for inner products in floating-point arithmetic, and Lange and Rump 2017, Error estimates for the
 * summation of real numbers with application to floating-point summation, in any order without a term of second order).
 * That is what moving every term by (1 +- (m - 1) u) gives, with the signs chosen apart. K counts an `add` or `sub` that is
 * written out too, but K moves inputs and not, say, the 1 in 1 + \sum_i x_i, which takes part in as many additions.
 *
 * A sum that is scaled, as a mean is, is a term of the chain around it: the scaling comes after the summing.
 */

/** Would a chain that starts at this node have a sum over an index among its nodes? */
export const startsChain = (node: Expression): node is Addition => nodeFacts(node).addsOverIndex;

function termsOf(node: Expression, extent: (index: string) => number): number {
  if (!isAddition(node)) return 1;
  switch (node.kind) {
    case 'neg':
      return termsOf(node.operand, extent);
    case 'add':
    case 'sub':
      return termsOf(node.left, extent) + termsOf(node.right, extent);
    case 'reduce':
      return extent(node.index) * termsOf(node.body, extent);
  }
}

/** How many additions a chain takes that starts at `root`: n - 1 for a sum of n terms, n with a bias. */
export const additionsOf = (root: Expression, extent: (index: string) => number): number => termsOf(root, extent) - 1;
