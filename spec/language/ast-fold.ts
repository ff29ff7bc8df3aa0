import type { FormulaNode, NameNode } from './ast.ts';

const isNode = (value: unknown): value is FormulaNode => typeof value === 'object' && value !== null && 'kind' in value;

/** Every name in a formula, subscripts included, in order of appearance. */
export function namesIn(node: unknown): NameNode[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(namesIn);
  return isNode(node) && node.kind === 'name' ? [node, ...below] : below;
}

/** A copy of a formula in which `replace` has seen every node, operands before the nodes that hold them. */
export function mapFormula(node: FormulaNode, replace: (node: FormulaNode) => FormulaNode): FormulaNode {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visit(part)]));
    // A subscript has a kind of its own and is no formula.
    return isNode(copy) && !['term', 'label'].includes(copy.kind) ? replace(copy) : copy;
  };
  return visit(node) as FormulaNode;
}
