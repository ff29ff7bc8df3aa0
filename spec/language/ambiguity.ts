import type { FormulaNode, NodeOf } from './ast.ts';
import type { Range } from './formula-error.ts';

const group = (inner: FormulaNode): FormulaNode =>
  inner.kind === 'group' ? inner : { kind: 'group', inner, range: inner.range };

const juxtaposed = (factors: readonly FormulaNode[], range: Range): FormulaNode =>
  factors.length === 1 ? factors[0]! : { kind: 'juxtaposition', factors, range };

/** A function or `\frac{d}{dx}` before an argument without parentheses: nothing shows where the argument ends. */
type Bare = NodeOf<'call'> | NodeOf<'derivative'>;

const isBare = (node: FormulaNode): node is Bare =>
  (node.kind === 'call' && node.bare) || (node.kind === 'derivative' && !node.inside);

const bareArgument = (node: Bare): FormulaNode => (node.kind === 'call' ? node.arguments[0]! : node.of);

function withArgument(node: Bare, argument: FormulaNode): FormulaNode {
  const range = { start: node.range.start, end: Math.max(node.range.end, argument.range.end) };
  return node.kind === 'call'
    ? { ...node, bare: false, arguments: [argument.kind === 'group' ? argument.inner : argument], range }
    : { ...node, of: group(argument), range };
}

/** The last factor of a product, if it is a function with a bare argument. */
function trailingBare(node: FormulaNode): Bare | undefined {
  if (isBare(node)) return node;
  if (node.kind === 'juxtaposition') return trailingBare(node.factors.at(-1)!);
  if (node.kind === 'binary') return trailingBare(node.right);
  if (node.kind === 'unary') return trailingBare(node.operand);
  return undefined;
}

function replaceTrailing(node: FormulaNode, replacement: FormulaNode): FormulaNode {
  if (node.kind === 'juxtaposition')
    return { ...node, factors: [...node.factors.slice(0, -1), replaceTrailing(node.factors.at(-1)!, replacement)] };
  if (node.kind === 'binary') return { ...node, right: replaceTrailing(node.right, replacement) };
  if (node.kind === 'unary') return { ...node, operand: replaceTrailing(node.operand, replacement) };
  return replacement;
}

/** Factors beside each other; two readings where one of them is a function whose argument may go on: `\sin x y`. */
export function joinFactors(factors: readonly FormulaNode[], range: Range): FormulaNode {
  const written = juxtaposed(factors, range);
  const at = factors.findIndex((factor, i) => isBare(factor) && i < factors.length - 1);
  if (at < 0) return written;
  const fn = factors[at] as Bare;
  const before = factors.slice(0, at);
  const rest = factors.slice(at + 1);
  const argument = bareArgument(fn);
  const inner = juxtaposed([argument, ...rest], { start: argument.range.start, end: range.end });
  return {
    kind: 'alternatives',
    reason: 'argument',
    written,
    options: [
      juxtaposed([...before, withArgument(fn, argument), ...rest], range),
      juxtaposed([...before, withArgument(fn, group(inner))], range),
    ],
    range,
  };
}

/**
 * `left * right` or `left / right`; two readings where a bare argument may end before or after the sign
 * (`\log x / y`), and where a quotient's divisor may end before or after a following factor (`1/2x`).
 */
export function joinProduct(op: '*' | '/', left: FormulaNode, right: FormulaNode, range: Range): FormulaNode {
  const written: FormulaNode = { kind: 'binary', op, left, right, range };
  const fn = trailingBare(left);
  if (fn) {
    const argument = bareArgument(fn);
    const inner: FormulaNode = { ...written, left: argument, range: { start: argument.range.start, end: range.end } };
    return {
      kind: 'alternatives',
      reason: 'argument',
      written,
      options: [
        { ...written, left: replaceTrailing(left, withArgument(fn, argument)) },
        replaceTrailing(left, withArgument(fn, group(inner))),
      ],
      range,
    };
  }
  if (op === '*') return written;
  const split = splitFirst(right, (first) =>
    group({ ...written, right: first, range: { start: range.start, end: first.range.end } }),
  );
  if (!split) return written;
  return {
    kind: 'alternatives',
    reason: 'division',
    written,
    options: [split, { ...written, right: group(right) }],
    range,
  };
}

/** `node` with its first factor put through `wrap`; undefined where it has one factor only. */
function splitFirst(node: FormulaNode, wrap: (first: FormulaNode) => FormulaNode): FormulaNode | undefined {
  switch (node.kind) {
    case 'juxtaposition':
      return { ...node, factors: [wrap(node.factors[0]!), ...node.factors.slice(1)] };
    case 'binary':
      return { ...node, left: splitFirst(node.left, wrap) ?? wrap(node.left) };
    case 'unary':
      return splitFirst(node.operand, (first) => wrap({ ...node, operand: first }));
    case 'reduction':
      return splitFirst(node.body, (first) => wrap({ ...node, body: first }));
    default:
      return undefined;
  }
}
