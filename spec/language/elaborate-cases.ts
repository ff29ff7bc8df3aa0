import type { CaseRow, FormulaNode, NodeOf } from './ast.ts';
import type { Elaboration } from './elaboration.ts';
import { type Comparison, type Condition, type Expression, select } from './expression.ts';
import { printFormula } from './print-formula.ts';

type Value = (node: FormulaNode) => Expression;

/** Cases as nested selections: the first condition that holds decides. */
export function cases(e: Elaboration, node: NodeOf<'cases'>, value: Value): Expression {
  const last = node.rows.at(-1)!;
  const early = node.rows.slice(0, -1).find((row) => !row.condition);
  if (early) e.fail(early.range, '"otherwise" is not the last case', 'Move it to the end.');
  const rows = node.rows.map((row) => ({
    result: value(row.value),
    condition: row.condition && condition(e, row.condition, value),
  }));
  const conditions = rows.flatMap((row) => (row.condition ? [row.condition] : []));
  if (last.condition && !isPartition(conditions))
    e.fail(
      last.range,
      'the cases do not visibly cover every value',
      `Write "& \\text{otherwise}" in the last case, or conditions that continue each other${example(node.rows)}.`,
    );
  return rows
    .slice(0, -1)
    .reduceRight((otherwise, row) => select(row.condition!, row.result, otherwise), rows.at(-1)!.result);
}

const example = (rows: readonly CaseRow[]): string => {
  const first = rows[0]?.condition;
  if (first?.kind !== 'relation' || first.terms.length !== 2) return '';
  const opposite = { '<': '\\ge', '<=': '>', '>': '\\le', '>=': '<' }[first.signs[0] as string];
  const [left, right] = first.terms.map(printFormula);
  return opposite ? ` (after "${printFormula(first)}": "${left} ${opposite} ${right}")` : '';
};

/** A chain `a < x \le b`, or several joined by "and", as a condition. */
export function condition(e: Elaboration, node: FormulaNode, value: Value): Condition {
  if (node.kind === 'tuple') {
    const parts = node.items.map((item) => condition(e, item, value));
    return { kind: 'and', parts: parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part])) };
  }
  if (node.kind !== 'relation')
    return e.fail(node.range, 'a condition has no relation sign', 'Write a comparison such as x > 0.');
  const terms = node.terms.map(value);
  const parts = node.signs.map((sign, i): Condition => {
    if (sign === 'approx' || sign === 'gets')
      return e.fail(node.range, 'a condition is no comparison', 'Use <, \\le, >, \\ge, = or \\ne.');
    return { kind: 'compare', op: sign, left: terms[i]!, right: terms[i + 1]! };
  });
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}

interface Piece {
  readonly lower?: { readonly at: Expression; readonly open: boolean };
  readonly upper?: { readonly at: Expression; readonly open: boolean };
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

/**
 * The conditions are pieces of one line, each beginning where its neighbour ends: unbounded at both outer ends, and
 * at each boundary exactly one neighbour has it.
 */
function isPartition(conditions: readonly Condition[]): boolean {
  const [first] = conditions;
  if (!first) return false;
  if (isComplement(conditions)) return true;
  const part = first.kind === 'and' ? first.parts[0]! : first;
  if (part.kind !== 'compare') return false;
  return [part.left, part.right].some((subject) => {
    const pieces = conditions.map((piece) => pieceOf(piece, subject));
    return isChain(pieces) || isChain([...pieces].reverse());
  });
}

/** `a = b` and `a \ne b`. */
function isComplement(conditions: readonly Condition[]): boolean {
  const [a, b] = conditions;
  if (conditions.length !== 2 || a?.kind !== 'compare' || b?.kind !== 'compare') return false;
  const sameSides = (a.left === b.left && a.right === b.right) || (a.left === b.right && a.right === b.left);
  return sameSides && ((a.op === '=' && b.op === '!=') || (a.op === '!=' && b.op === '='));
}

function pieceOf(condition: Condition, subject: Expression): Piece | undefined {
  const comparisons = condition.kind === 'and' ? condition.parts : [condition];
  let piece: Piece = {};
  for (const part of comparisons) {
    if (part.kind !== 'compare' || (part.left !== subject && part.right !== subject)) return undefined;
    const [op, at] = part.left === subject ? [part.op, part.right] : [MIRRORED[part.op], part.left];
    const bound = { at, open: op === '<' || op === '>' };
    if ((op === '<' || op === '<=') && !piece.upper) piece = { ...piece, upper: bound };
    else if ((op === '>' || op === '>=') && !piece.lower) piece = { ...piece, lower: bound };
    else return undefined;
  }
  return piece;
}

function isChain(pieces: readonly (Piece | undefined)[]): boolean {
  return pieces.every((piece, i) => {
    if (!piece || (i === 0) !== (piece.lower === undefined)) return false;
    if (i === pieces.length - 1) return piece.upper === undefined;
    const next = pieces[i + 1];
    return piece.upper !== undefined && piece.upper.at === next?.lower?.at && piece.upper.open !== next.lower.open;
  });
}
