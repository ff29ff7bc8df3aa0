import type { FormulaNode, NodeOf } from './ast.ts';
import type { Elaboration } from './elaboration.ts';
import { type Expression, reduce } from './expression.ts';
import { printFormula } from './print-formula.ts';

/** A reduction over declared indices, the first one outermost, each over its whole extent. */
export function reduction(
  e: Elaboration,
  node: NodeOf<'reduction'>,
  value: (node: FormulaNode) => Expression,
): Expression {
  const { op, lower, upper } = node;
  if (op === 'prod')
    return e.fail(
      node.range,
      'products over an index are not part of the language',
      'Write the exponential of a sum of logarithms, or the factors.',
    );
  const names = node.indices.map((index) => {
    const meaning = e.table.lookup(index);
    if (meaning?.kind !== 'index')
      return e.fail(
        index.range,
        `"${printFormula(index)}" is no declared index`,
        `Declared indices: ${[...e.table.declarations.indices.keys()].join(', ') || 'none'}.`,
      );
    if (e.bound.includes(meaning.name) || e.options.scope?.includes(meaning.name))
      return e.fail(
        index.range,
        `index ${meaning.name} is already in use around this ${op}`,
        'Use another index over the same extent.',
      );
    return meaning.name;
  });
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated)
    e.fail(node.range, `index ${repeated} stands twice below one ${op}`, 'Use another index over the same extent.');
  if (lower && !(lower.kind === 'number' && lower.text === '1'))
    e.fail(
      lower.range,
      'an index starts at 1',
      `Write ${op} over the whole index, and a condition on it inside where needed.`,
    );
  if (upper) {
    const limit = upper.kind === 'name' ? e.table.lookup(upper) : undefined;
    const { indices } = e.table.declarations;
    if (names.some((name) => limit?.kind !== 'extent' || indices.get(limit.index) !== indices.get(name)))
      e.fail(
        upper.range,
        `"${printFormula(upper)}" is not the extent of ${names.join(', ')}`,
        `Write ${names.map((name) => indices.get(name)).join(', ')}, or no upper limit.`,
      );
  }
  e.bound.push(...names);
  const body = value(node.body);
  e.bound.length -= names.length;
  return names.reduceRight((inner, name) => reduce(op, name, inner), body);
}
