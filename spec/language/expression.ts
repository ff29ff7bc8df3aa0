import { formatRational, type Rational, rational } from './rational.ts';

/** Elementary functions a page may use. Every tier of the oracle knows exactly these. */
export type ElementaryFunction =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sqrt'
  | 'tanh'
  | 'sinh'
  | 'cosh'
  | 'erf'
  | 'erfc'
  | 'sin'
  | 'cos'
  | 'abs'
  | 'floor'
  | 'sign';

export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** A condition of a `select`; `and` holds when all parts hold. */
export type Condition =
  | { readonly kind: 'compare'; readonly op: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and'; readonly parts: readonly Condition[] };

/**
 * One immutable, hash-consed node of the expression DAG: structurally equal expressions are the same object, so
 * `===` is structural equality and a `Map` keyed by node memoises a fold.
 *
 * Constructors never simplify (rewriting would change the natural interval extension), with one exception:
 * `n * n` becomes `n^2`, because an interval times itself forgets that both factors are the same number.
 */
export type Expression = { readonly id: number } & (
  | { readonly kind: 'literal'; readonly value: Rational }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' }
  /** A declared symbol; `lag` 1 is the value at `t-1`; `indices` name its subscripts in declaration order. */
  | { readonly kind: 'symbol'; readonly key: string; readonly lag: 0 | 1; readonly indices: readonly string[] }
  /** The integer value of an index, counted from 1 as in mathematics. */
  | { readonly kind: 'index'; readonly name: string }
  /** How many values an index runs over. */
  | { readonly kind: 'extent'; readonly index: string }
  | { readonly kind: 'neg'; readonly operand: Expression }
  | { readonly kind: 'add' | 'sub' | 'mul' | 'div'; readonly left: Expression; readonly right: Expression }
  /** Real power. Where the exponent is an exact integer the base may be any real number. */
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'call'; readonly fn: ElementaryFunction; readonly argument: Expression }
  | { readonly kind: 'min' | 'max'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'select';
      readonly condition: Condition;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'reduce'; readonly op: 'sum' | 'max' | 'min'; readonly index: string; readonly body: Expression }
);

type Shape = Expression extends infer E ? (E extends Expression ? Omit<E, 'id'> : never) : never;

const interned = new Map<string, Expression>();

function intern(key: string, shape: Shape): Expression {
  const known = interned.get(key);
  if (known) return known;
  const node = Object.freeze({ ...shape, id: interned.size }) as Expression;
  interned.set(key, node);
  return node;
}

function conditionKey(condition: Condition): string {
  return condition.kind === 'compare'
    ? `${condition.left.id}${condition.op}${condition.right.id}`
    : `(${condition.parts.map(conditionKey).join('&')})`;
}

export const literal = (value: Rational): Expression => intern(`#${formatRational(value)}`, { kind: 'literal', value });
export const integer = (value: number | bigint): Expression => literal(rational(BigInt(value)));
export const constant = (name: 'pi' | 'e'): Expression => intern(`const ${name}`, { kind: 'constant', name });
export const symbol = (key: string, lag: 0 | 1 = 0, indices: readonly string[] = []): Expression =>
  intern(`sym ${key}@${lag}[${indices.join(',')}]`, { kind: 'symbol', key, lag, indices: [...indices] });
export const indexValue = (name: string): Expression => intern(`idx ${name}`, { kind: 'index', name });
export const extent = (index: string): Expression => intern(`ext ${index}`, { kind: 'extent', index });
export const neg = (operand: Expression): Expression => intern(`neg ${operand.id}`, { kind: 'neg', operand });
export const add = (left: Expression, right: Expression): Expression =>
  intern(`add ${left.id} ${right.id}`, { kind: 'add', left, right });
export const sub = (left: Expression, right: Expression): Expression =>
  intern(`sub ${left.id} ${right.id}`, { kind: 'sub', left, right });
export const mul = (left: Expression, right: Expression): Expression =>
  left === right ? power(left, integer(2)) : intern(`mul ${left.id} ${right.id}`, { kind: 'mul', left, right });
export const div = (left: Expression, right: Expression): Expression =>
  intern(`div ${left.id} ${right.id}`, { kind: 'div', left, right });
export const power = (base: Expression, exponent: Expression): Expression =>
  intern(`pow ${base.id} ${exponent.id}`, { kind: 'power', base, exponent });
export const call = (fn: ElementaryFunction, argument: Expression): Expression =>
  intern(`call ${fn} ${argument.id}`, { kind: 'call', fn, argument });
export const min = (left: Expression, right: Expression): Expression =>
  intern(`min ${left.id} ${right.id}`, { kind: 'min', left, right });
export const max = (left: Expression, right: Expression): Expression =>
  intern(`max ${left.id} ${right.id}`, { kind: 'max', left, right });
export const select = (condition: Condition, then: Expression, otherwise: Expression): Expression =>
  intern(`sel ${conditionKey(condition)}?${then.id}:${otherwise.id}`, { kind: 'select', condition, then, otherwise });
export const reduce = (op: 'sum' | 'max' | 'min', index: string, body: Expression): Expression =>
  intern(`red ${op} ${index} ${body.id}`, { kind: 'reduce', op, index, body });

function conditionChildren(condition: Condition): Expression[] {
  return condition.kind === 'compare' ? [condition.left, condition.right] : condition.parts.flatMap(conditionChildren);
}

/** The value of an exponent that is written as an integer, which says what function is meant; undefined of any other. */
export function writtenInteger(exponent: Expression): number | undefined {
  if (exponent.kind === 'neg') {
    const n = writtenInteger(exponent.operand);
    return n === undefined ? undefined : -n;
  }
  if (exponent.kind !== 'literal' || exponent.value.den !== 1n) return undefined;
  const n = Number(exponent.value.num);
  return Number.isSafeInteger(n) ? n : undefined;
}

/** The direct operands of a node, left to right. */
export function children(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'literal':
    case 'constant':
    case 'symbol':
    case 'index':
    case 'extent':
      return [];
    case 'neg':
      return [node.operand];
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'min':
    case 'max':
      return [node.left, node.right];
    case 'power':
      return [node.base, node.exponent];
    case 'call':
      return [node.argument];
    case 'select':
      return [...conditionChildren(node.condition), node.then, node.otherwise];
    case 'reduce':
      return [node.body];
  }
}

function mapCondition(condition: Condition, f: (e: Expression) => Expression): Condition {
  return condition.kind === 'compare'
    ? { kind: 'compare', op: condition.op, left: f(condition.left), right: f(condition.right) }
    : { kind: 'and', parts: condition.parts.map((part) => mapCondition(part, f)) };
}

/** The same node over other operands. */
export function mapChildren(node: Expression, f: (child: Expression) => Expression): Expression {
  switch (node.kind) {
    case 'literal':
    case 'constant':
    case 'symbol':
    case 'index':
    case 'extent':
      return node;
    case 'neg':
      return neg(f(node.operand));
    case 'add':
      return add(f(node.left), f(node.right));
    case 'sub':
      return sub(f(node.left), f(node.right));
    case 'mul':
      return mul(f(node.left), f(node.right));
    case 'div':
      return div(f(node.left), f(node.right));
    case 'min':
      return min(f(node.left), f(node.right));
    case 'max':
      return max(f(node.left), f(node.right));
    case 'power':
      return power(f(node.base), f(node.exponent));
    case 'call':
      return call(node.fn, f(node.argument));
    case 'select':
      return select(mapCondition(node.condition, f), f(node.then), f(node.otherwise));
    case 'reduce':
      return reduce(node.op, node.index, f(node.body));
  }
}

/** Every distinct node below and including `root`, operands before the nodes that use them. */
export function distinctNodes(...roots: readonly Expression[]): Expression[] {
  const seen = new Set<Expression>();
  const visit = (node: Expression): void => {
    if (seen.has(node)) return;
    for (const child of children(node)) visit(child);
    seen.add(node);
  };
  for (const root of roots) visit(root);
  return [...seen];
}

/**
 * Bottom-up rewriting: `replace` sees each node after its operands were rewritten and may return another node.
 * Sharing is kept: each distinct node is visited once.
 */
export function rewrite(root: Expression, replace: (node: Expression) => Expression): Expression {
  const done = new Map<Expression, Expression>();
  const visit = (node: Expression): Expression => {
    const known = done.get(node);
    if (known) return known;
    const result = replace(mapChildren(node, visit));
    done.set(node, result);
    return result;
  };
  return visit(root);
}
