import {
  add,
  call,
  constant,
  div,
  type ElementaryFunction,
  type Expression,
  indexValue,
  integer,
  mul,
  neg,
  power,
  reduce,
  select,
  sub,
} from '../../spec/language/expression.ts';

/** What to differentiate by: the element of `key` at these indices, which the expression must not use itself. */
export interface Differential {
  readonly key: string;
  readonly indices: readonly string[];
}

const ZERO = integer(0);
const ONE = integer(1);
const TWO = integer(2);

const gaussian = (a: Expression): Expression =>
  mul(div(TWO, call('sqrt', constant('pi'))), call('exp', neg(power(a, TWO))));

/**
 * Slopes of the elementary functions, in forms that do not cancel. At the kink of the absolute value the slope is the
 * sign there, 0; a floor and a sign are flat wherever they have a slope.
 */
const SLOPES: Readonly<Record<ElementaryFunction, (a: Expression) => Expression>> = {
  exp: (a) => call('exp', a),
  expm1: (a) => call('exp', a),
  log: (a) => div(ONE, a),
  log1p: (a) => div(ONE, add(ONE, a)),
  sqrt: (a) => div(ONE, mul(TWO, call('sqrt', a))),
  tanh: (a) => div(ONE, power(call('cosh', a), TWO)),
  sinh: (a) => call('cosh', a),
  cosh: (a) => call('sinh', a),
  erf: gaussian,
  erfc: (a) => neg(gaussian(a)),
  sin: (a) => call('cos', a),
  cos: (a) => neg(call('sin', a)),
  abs: (a) => call('sign', a),
  floor: () => ZERO,
  sign: () => ZERO,
};

/** Sums and products that leave out zeros and ones: most operands do not depend on the variable. */
const plus = (a: Expression, b: Expression): Expression => (a === ZERO ? b : b === ZERO ? a : add(a, b));
const minus = (a: Expression, b: Expression): Expression => (b === ZERO ? a : a === ZERO ? neg(b) : sub(a, b));
const times = (a: Expression, b: Expression): Expression =>
  a === ZERO || b === ZERO ? ZERO : a === ONE ? b : b === ONE ? a : mul(a, b);
const over = (a: Expression, b: Expression): Expression => (a === ZERO ? ZERO : div(a, b));

/** 1 where both indices are equal, else 0. */
const delta = (i: string, j: string): Expression =>
  i === j ? ONE : select({ kind: 'compare', op: '=', left: indexValue(i), right: indexValue(j) }, ONE, ZERO);

/**
 * The derivative of an expression by one element of a symbol, by the rules of the calculus; where branches meet it is
 * the derivative of the branch that the expression takes. Undefined where the expression holds a maximum or minimum
 * over an index, whose derivative is no expression of this language when several elements attain it.
 */
export function derivativeOf(root: Expression, variable: Differential): Expression | undefined {
  const known = new Map<Expression, Expression | undefined>();
  const visit = (node: Expression): Expression | undefined => {
    if (!known.has(node)) known.set(node, build(node));
    return known.get(node);
  };
  const both = (
    a: Expression,
    b: Expression,
    combine: (da: Expression, db: Expression) => Expression,
  ): Expression | undefined => {
    const [da, db] = [visit(a), visit(b)];
    return da && db && combine(da, db);
  };
  const build = (node: Expression): Expression | undefined => {
    switch (node.kind) {
      case 'literal':
      case 'constant':
      case 'index':
      case 'extent':
        return ZERO;
      case 'symbol':
        if (node.key !== variable.key || node.lag === 1) return ZERO;
        return node.indices.map((index, axis) => delta(index, variable.indices[axis]!)).reduce(times, ONE);
      case 'neg': {
        const inner = visit(node.operand);
        return inner && (inner === ZERO ? ZERO : neg(inner));
      }
      case 'add':
        return both(node.left, node.right, plus);
      case 'sub':
        return both(node.left, node.right, minus);
      case 'mul':
        return both(node.left, node.right, (da, db) => plus(times(da, node.right), times(node.left, db)));
      case 'div':
        // a'/b - a b'/b^2 and not (a' b - a b')/b^2: where a or b is constant one of the two terms is left out.
        return both(node.left, node.right, (da, db) =>
          minus(over(da, node.right), over(times(node.left, db), power(node.right, TWO))),
        );
      case 'power':
        return both(node.base, node.exponent, (db, de) => {
          const byBase = times(times(node.exponent, power(node.base, sub(node.exponent, ONE))), db);
          return de === ZERO ? byBase : plus(byBase, times(times(node, call('log', node.base)), de));
        });
      case 'call': {
        const inner = visit(node.argument);
        return inner && (inner === ZERO ? ZERO : times(SLOPES[node.fn](node.argument), inner));
      }
      case 'min':
      case 'max':
        return both(node.left, node.right, (da, db) =>
          select({ kind: 'compare', op: node.kind === 'min' ? '<' : '>', left: node.left, right: node.right }, da, db),
        );
      case 'select':
        return both(node.then, node.otherwise, (dt, df) => (dt === df ? dt : select(node.condition, dt, df)));
      case 'reduce': {
        const inner = visit(node.body);
        if (!inner || inner === ZERO) return inner;
        return node.op === 'sum' ? reduce('sum', node.index, inner) : undefined;
      }
    }
  };
  return visit(root);
}
