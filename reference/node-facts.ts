import { children, type Expression } from '../spec/language/expression.ts';

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

/** What an evaluator must know of a node before it visits it. */
export interface NodeFacts {
  /** Length of the longest path down to a leaf. */
  readonly depth: number;
  /** Names of the indices whose binding the value depends on, in order of name. */
  readonly free: readonly string[];
  /** Is it a sum over an index, or a sum, a difference or the negative of such: see `additions.ts`. */
  readonly addsOverIndex: boolean;
}

const known = new WeakMap<Expression, NodeFacts>();
const NONE: readonly string[] = [];

function ownFacts(node: Expression): NodeFacts {
  const below = children(node);
  let depth = 0;
  const names = new Set<string>();
  for (const child of below) {
    const facts = known.get(child)!;
    depth = Math.max(depth, facts.depth + 1);
    for (const name of facts.free) names.add(name);
  }
  if (node.kind === 'symbol') for (const name of node.indices) names.add(name);
  if (node.kind === 'index') names.add(node.name);
  if (node.kind === 'reduce') names.delete(node.index);
  const addsOverIndex =
    isAddition(node) && (node.kind === 'reduce' || below.some((child) => known.get(child)!.addsOverIndex));
  return { depth, addsOverIndex, free: names.size === 0 ? NONE : [...names].sort() };
}

/** The facts of a node, found without recursion: unrolled steps make expressions thousands of levels deep. */
export function nodeFacts(root: Expression): NodeFacts {
  const found = known.get(root);
  if (found) return found;
  const stack = [root];
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!;
    const waiting = known.has(node) ? [] : children(node).filter((child) => !known.has(child));
    if (waiting.length > 0) {
      stack.push(...waiting);
    } else {
      if (!known.has(node)) known.set(node, ownFacts(node));
      stack.pop();
    }
  }
  return known.get(root)!;
}
