import type { Condition, Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { buildModel } from './model.ts';

/** The power of s by which a value is multiplied when the input is; `any` for 0, undefined where there is none. */
type Degree = number | 'any' | undefined;

/** Degrees that a state of an optimizer can have: a count, an average of gradients, an average of squares. */
const CANDIDATES: readonly number[] = [0, 1, 2];

/**
 * Does the page move its parameter by the same amount when every input is multiplied by one positive number, once
 * epsilon is 0? Derived from the equations: each expression is given the degree of its homogeneity in the input, and a
 * sum of different degrees has none. Adam's m has degree 1, v degree 2, the step m / sqrt(v) degree 0.
 */
export function isScaleInvariant(page: Page): boolean {
  const inputs = page.call.filter((key) => page.symbols.get(key)?.role === 'input');
  const parameters = page.call.filter((key) => page.symbols.get(key)?.role === 'parameter');
  if (inputs.length !== 1 || parameters.length === 0 || !page.symbols.has('epsilon')) return false;
  const mode = buildModel(page, [], 'definition').modes.get(page.modes[0] ?? '')!;
  const states = [...mode.local.keys()].filter((key) => page.symbols.get(key)?.role === 'state');
  return assignments(states).some((degrees) => {
    degrees.set(inputs[0]!, 1);
    for (const key of parameters) degrees.set(key, 0);
    return [...mode.local].every(([key, expression]) => {
      const degree = degreeOf(expression, degrees);
      return degree === 'any' || degree === (degrees.get(key) ?? 0);
    });
  });
}

function* combinations(states: readonly string[]): Generator<Map<string, number>> {
  const [first, ...rest] = states;
  if (first === undefined) yield new Map();
  else for (const others of combinations(rest)) for (const d of CANDIDATES) yield new Map([...others, [first, d]]);
}

const assignments = (states: readonly string[]): Map<string, number>[] => [...combinations(states)];

function degreeOf(root: Expression, degrees: ReadonlyMap<string, number>): Degree {
  const done = new Map<Expression, Degree>();
  const same = (a: Degree, b: Degree): Degree => (a === 'any' ? b : b === 'any' || a === b ? a : undefined);
  const isFree = (condition: Condition): boolean =>
    condition.kind === 'and'
      ? condition.parts.every(isFree)
      : same(visit(condition.left), visit(condition.right)) !== undefined;
  const build = (node: Expression): Degree => {
    switch (node.kind) {
      case 'literal':
        return node.value.num === 0n ? 'any' : 0;
      case 'constant':
      case 'index':
      case 'extent':
        return 0;
      case 'symbol':
        return node.key === 'epsilon' ? 'any' : (degrees.get(node.key) ?? 0);
      case 'neg':
        return visit(node.operand);
      case 'add':
      case 'sub':
      case 'min':
      case 'max':
        return same(visit(node.left), visit(node.right));
      case 'mul':
      case 'div': {
        const [left, right] = [visit(node.left), visit(node.right)];
        if (left === undefined || right === undefined) return undefined;
        if (left === 'any' || right === 'any') return 'any';
        return node.kind === 'mul' ? left + right : left - right;
      }
      case 'power': {
        const [base, exponent] = [visit(node.base), node.exponent];
        if (base === 0 || base === 'any') return visit(exponent) === 0 ? base : undefined;
        if (base === undefined || exponent.kind !== 'literal') return undefined;
        return (base * Number(exponent.value.num)) / Number(exponent.value.den);
      }
      case 'call': {
        const argument = visit(node.argument);
        if (node.fn === 'sqrt' && typeof argument === 'number') return argument / 2;
        if (node.fn === 'abs' || argument === 'any') return argument;
        return argument !== undefined && (argument === 0 || node.fn === 'sign') ? 0 : undefined;
      }
      case 'select':
        return isFree(node.condition) ? same(visit(node.then), visit(node.otherwise)) : undefined;
      case 'reduce':
        return undefined;
    }
  };
  const visit = (node: Expression): Degree => {
    if (!done.has(node)) done.set(node, build(node));
    return done.get(node);
  };
  return visit(root);
}
