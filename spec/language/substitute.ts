import { children, type Expression, extent, indexValue, mapChildren, reduce, rewrite, symbol } from './expression.ts';

/**
 * Replaces symbols by expressions, all at once: what is put in is not looked at again, so a swap of two symbols is
 * a substitution like any other.
 *
 * Where the replacement is itself a bare symbol it takes over the lag and the indices of the place it goes to
 * (`m_{t-1}` becomes `v_{t-1}`); any other replacement stands as it is.
 */
export function substituteSymbols(root: Expression, replacements: ReadonlyMap<string, Expression>): Expression {
  if (replacements.size === 0) return root;
  return rewrite(root, (node) => {
    if (node.kind !== 'symbol') return node;
    const to = replacements.get(node.key);
    if (to === undefined) return node;
    const takesOver = to.kind === 'symbol' && to.lag === 0 && to.indices.length === 0;
    return takesOver ? symbol(to.key, node.lag, node.indices) : to;
  });
}

/** A reduction's own index would capture an index put into its body, and the page declares no other name for it. */
export class IndexCapture extends Error {
  readonly index: string;
  constructor(index: string) {
    super(`the sum over "${index}" would capture the index of the same name; declare a second index of its extent`);
    this.name = 'IndexCapture';
    this.index = index;
  }
}

/**
 * Renames the free indices of an expression, keeping those that a reduction binds: a bound index that a new name
 * would collide with is renamed to another declared index of the same extent.
 *
 * @throws IndexCapture when no other index of that extent is declared
 */
export function renameIndices(
  root: Expression,
  names: ReadonlyMap<string, string>,
  extents: ReadonlyMap<string, string>,
): Expression {
  if ([...names].every(([from, to]) => from === to)) return root;
  const rename = (index: string) => names.get(index) ?? index;
  switch (root.kind) {
    case 'symbol':
      return symbol(root.key, root.lag, root.indices.map(rename));
    case 'index':
      return indexValue(rename(root.name));
    case 'extent':
      return extent(root.index);
    case 'reduce': {
      const inner = new Map([...names].filter(([from]) => from !== root.index));
      if (![...inner.values()].includes(root.index))
        return reduce(root.op, root.index, renameIndices(root.body, inner, extents));
      const taken = new Set([...inner.keys(), ...inner.values()]);
      const fresh = [...extents].find(([name, of]) => of === extents.get(root.index) && !taken.has(name))?.[0];
      if (fresh === undefined) throw new IndexCapture(root.index);
      return reduce(root.op, fresh, renameIndices(root.body, new Map([...inner, [root.index, fresh]]), extents));
    }
    default:
      return mapChildren(root, (child) => renameIndices(child, names, extents));
  }
}

/** Names of the indices that an expression depends on: those no reduction inside it binds. */
export function freeIndices(root: Expression): Set<string> {
  if (root.kind === 'symbol') return new Set(root.indices);
  if (root.kind === 'index') return new Set([root.name]);
  const free = new Set(children(root).flatMap((child) => [...freeIndices(child)]));
  if (root.kind === 'reduce') free.delete(root.index);
  return free;
}
