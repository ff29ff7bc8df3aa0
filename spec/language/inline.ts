import { distinctNodes, type Expression, mapChildren } from './expression.ts';
import type { Page, System } from './page.ts';
import { renameIndices } from './substitute.ts';

/** Equations that need each other within one step. */
export class EquationCycle extends Error {
  readonly keys: readonly string[];
  constructor(keys: readonly string[]) {
    super(`the equations ${keys.map((key) => `"${key}"`).join(' -> ')} need each other within one step`);
    this.name = 'EquationCycle';
    this.keys = keys;
  }
}

/** A local symbol is used that no equation of the system defines. */
export class UndefinedLocal extends Error {
  readonly key: string;
  /** The equation that uses it. */
  readonly by: string;
  constructor(key: string, by: string) {
    super(`"${key}" is used by "${by}" but no equation defines it`);
    this.name = 'UndefinedLocal';
    this.key = key;
    this.by = by;
  }
}

/** By expression, since hundreds of patched systems share most of theirs. */
const knownSymbols = new WeakMap<Expression, readonly string[]>();

/** Keys of the symbols that an expression uses at lag 0, in order of appearance. */
function currentSymbols(expression: Expression): readonly string[] {
  let keys = knownSymbols.get(expression);
  if (!keys) {
    const used = new Set<string>();
    for (const node of distinctNodes(expression)) if (node.kind === 'symbol' && node.lag === 0) used.add(node.key);
    knownSymbols.set(expression, (keys = [...used]));
  }
  return keys;
}

/** Keys of the equations whose current value (lag 0) an equation uses directly, in order of appearance. */
export function dependencies(system: System, key: string): string[] {
  const equation = system.equations.get(key);
  return equation ? currentSymbols(equation.expression).filter((used) => system.equations.has(used)) : [];
}

/** Keys of the equations that the value of `key` rests on within a step, directly or not; `key` only in a cycle. */
export function reachable(system: System, key: string): Set<string> {
  const found = new Set<string>();
  const visit = (from: string): void => {
    for (const next of dependencies(system, from)) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(key);
  return found;
}

/**
 * Left sides in an order in which each equation comes after those it needs.
 *
 * @throws EquationCycle naming the cycle
 */
export function evaluationOrder(system: System): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (key: string): void => {
    if (done.has(key)) return;
    const start = path.indexOf(key);
    if (start >= 0) throw new EquationCycle([...path.slice(start), key]);
    path.push(key);
    for (const next of dependencies(system, key)) visit(next);
    path.pop();
    done.add(key);
  };
  for (const key of system.equations.keys()) visit(key);
  return [...done];
}

export interface InlineOptions {
  /**
   * True: the current value of a state or parameter, where another equation uses it, stays a symbol to be read from
   * the subject after the step, so that each equation is judged on its own. False: it is inlined too, down to the
   * values before the step.
   */
  readonly keepStates: boolean;
}

interface Inliner {
  /** Bodies of all equations, inlined. */
  readonly bodies: ReadonlyMap<string, Expression>;
  /** Inlines the current values in an expression that stands beside the system; `by` is named in errors. */
  readonly expand: (expression: Expression, by: string) => Expression;
}

function createInliner(page: Page, system: System, { keepStates }: InlineOptions): Inliner {
  const bodies = new Map<string, Expression>();
  const expandSymbol = (node: Expression & { kind: 'symbol' }, by: string): Expression => {
    if (node.lag === 1) return node;
    const role = page.symbols.get(node.key)?.role;
    if (keepStates && (role === 'state' || role === 'parameter')) return node;
    const equation = system.equations.get(node.key);
    const body = bodies.get(node.key);
    if (!equation || !body) {
      if (role === 'local') throw new UndefinedLocal(node.key, by);
      return node;
    }
    const names = new Map(equation.indices.map((index, i) => [index, node.indices[i] ?? index]));
    return renameIndices(body, names, page.indices);
  };
  const expand = (expression: Expression, by: string): Expression => {
    const known = new Map<Expression, Expression>();
    const visit = (node: Expression): Expression => {
      const before = known.get(node);
      if (before) return before;
      const result = node.kind === 'symbol' ? expandSymbol(node, by) : mapChildren(node, visit);
      known.set(node, result);
      return result;
    };
    return visit(expression);
  };
  for (const key of evaluationOrder(system)) {
    const equation = system.equations.get(key);
    if (equation) bodies.set(key, expand(equation.expression, key));
  }
  return { bodies, expand };
}

/**
 * One expression for every output, state and parameter that the system defines, over inputs, hyper-parameters, time
 * and values before the step: locals are replaced by their equations, and current states as `options` says.
 *
 * Indices of a defining equation are renamed to those of the place it goes to. Where a sum is put inside a sum over
 * the same index the inner one binds it anew, as in lexical scope.
 *
 * @throws EquationCycle, @throws UndefinedLocal, @throws IndexCapture (substitute.ts)
 */
export function inlineSystem(page: Page, system: System, options: InlineOptions): Map<string, Expression> {
  const { bodies } = createInliner(page, system, options);
  const visible = new Map<string, Expression>();
  for (const key of system.equations.keys()) {
    const role = page.symbols.get(key)?.role;
    const body = bodies.get(key);
    if (body && (role === 'output' || role === 'state' || role === 'parameter')) visible.set(key, body);
  }
  return visible;
}

/**
 * The same for an expression that stands beside the system: a derivative, a scale, a side of a law.
 *
 * @throws EquationCycle, @throws UndefinedLocal, @throws IndexCapture (substitute.ts)
 */
export function inlineExpression(
  page: Page,
  system: System,
  expression: Expression,
  options: InlineOptions,
): Expression {
  return createInliner(page, system, options).expand(expression, 'an expression of the page');
}
