import {
  add,
  call,
  constant,
  div,
  type ElementaryFunction,
  type Expression,
  integer,
  mul,
  neg,
  power,
  sub,
} from '../../spec/language/expression.ts';

/** Derivatives of the elementary functions that are smooth on their whole domain, by textbook rules. */
const RULES: Readonly<Partial<Record<ElementaryFunction, (a: Expression) => Expression>>> = {
  exp: (a) => call('exp', a),
  expm1: (a) => call('exp', a),
  log: (a) => div(integer(1), a),
  log1p: (a) => div(integer(1), add(integer(1), a)),
  sqrt: (a) => div(integer(1), mul(integer(2), call('sqrt', a))),
  tanh: (a) => sub(integer(1), power(call('tanh', a), integer(2))),
  sinh: (a) => call('cosh', a),
  cosh: (a) => call('sinh', a),
  sin: (a) => call('cos', a),
  cos: (a) => neg(call('sin', a)),
  erf: (a) => gaussian(a),
  erfc: (a) => neg(gaussian(a)),
};

const gaussian = (a: Expression): Expression =>
  mul(div(integer(2), call('sqrt', constant('pi'))), call('exp', neg(power(a, integer(2)))));

const isZero = (node: Expression): boolean => node.kind === 'literal' && node.value.num === 0n;

/**
 * The derivative of an expression by an elementwise symbol as another expression, for a proof by normal form;
 * undefined where it has kinks, indices, or an exponent that moves.
 */
export function differentiate(root: Expression, key: string): Expression | undefined {
  const known = new Map<Expression, Expression | undefined>();
  const visit = (node: Expression): Expression | undefined => {
    if (!known.has(node)) known.set(node, build(node));
    return known.get(node);
  };
  const build = (node: Expression): Expression | undefined => {
    switch (node.kind) {
      case 'literal':
      case 'constant':
        return integer(0);
      case 'symbol':
        return node.indices.length > 0 ? undefined : integer(node.key === key && node.lag === 0 ? 1 : 0);
      case 'neg': {
        const inner = visit(node.operand);
        return inner && neg(inner);
      }
      case 'add':
      case 'sub': {
        const [a, b] = [visit(node.left), visit(node.right)];
        return a && b && (node.kind === 'add' ? add(a, b) : sub(a, b));
      }
      case 'mul': {
        const [a, b] = [visit(node.left), visit(node.right)];
        return a && b && add(mul(a, node.right), mul(node.left, b));
      }
      case 'div': {
        const [a, b] = [visit(node.left), visit(node.right)];
        return a && b && div(sub(mul(a, node.right), mul(node.left, b)), power(node.right, integer(2)));
      }
      case 'power': {
        const [inner, moved] = [visit(node.base), visit(node.exponent)];
        if (!inner || !moved || !isZero(moved)) return undefined;
        return mul(mul(node.exponent, power(node.base, sub(node.exponent, integer(1)))), inner);
      }
      case 'call': {
        const [inner, rule] = [visit(node.argument), RULES[node.fn]];
        if (inner && isZero(inner)) return inner;
        return inner && rule && mul(rule(node.argument), inner);
      }
      default:
        return undefined;
    }
  };
  return visit(root);
}
