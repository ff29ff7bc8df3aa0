import { type Condition, children, type Expression } from '../spec/language/expression.ts';
import { type Rational, rational, rationalFromNumber } from '../spec/language/rational.ts';
import { additionsOf, startsChain } from './additions.ts';
import { Decisions } from './decisions.ts';
import { isEnclosure } from './enclosure.ts';
import type { Environment, Widening } from './environment.ts';
import type { IntervalField } from './interval/field.ts';
import { type Addition, isAddition, nodeFacts } from './node-facts.ts';

export type { Environment, Widening };

export interface EvaluateOptions<T> {
  readonly widening?: Widening;
  /** Zero-based positions of the free indices of the root. */
  readonly bindings?: ReadonlyMap<string, number>;
  /** Sees the element of each symbol as it is read and may replace it: how a derivative is seeded. */
  readonly leaf?: (key: string, lag: 0 | 1, positions: readonly number[], element: T) => T;
}

/** Recursion goes at most this deep; deeper expressions are evaluated from landmarks upward. */
const MAX_RECURSION = 400;

/** Convergents of the continued fractions of pi and e: no binary format holds them, as no format holds the constants. */
const PI_CONVERGENT = rational(103_993n, 33_102n);
const E_CONVERGENT = rational(1_457n, 536n);

type Truth = true | false | 'unknown';

/** Values of expressions at one environment; `bindings` give the positions of a root's free indices. */
export type Evaluator<T> = (root: Expression, bindings?: ReadonlyMap<string, number>) => T;

/**
 * An evaluator that remembers: nodes that expressions share, or that all outputs of a tensor need, are evaluated once
 * for each value of the indices they depend on.
 *
 * Values are natural interval extensions, every operation in the order of the page. Of a `select` only the branches
 * that its condition allows are evaluated (in expressions deeper than 400 levels sometimes both); the result is their
 * hull.
 *
 * The evaluator throws RangeError if an index is neither bound nor reduced over, or an extent is no positive integer.
 */
export function createEvaluator<T>(
  field: IntervalField<T>,
  environment: Environment,
  options: Omit<EvaluateOptions<T>, 'bindings'> = {},
): Evaluator<T> {
  const evaluation = new Evaluation(field, environment, options);
  return (root, bindings) => evaluation.value(root, bindings);
}

/** The value of one expression at one environment: see `createEvaluator`. */
export const evaluate = <T>(
  field: IntervalField<T>,
  root: Expression,
  environment: Environment,
  options: EvaluateOptions<T> = {},
): T => createEvaluator(field, environment, options)(root, options.bindings);

class Evaluation<T> {
  readonly #field: IntervalField<T>;
  readonly #environment: Environment;
  readonly #widening: Widening | undefined;
  readonly #leaf: EvaluateOptions<T>['leaf'];
  #bindings = new Map<string, number>();
  /** Values of nodes without free indices by node id; those with free indices by id and positions. */
  #memo = new Map<number | string, T>();
  /** The same for nodes that are evaluated as whole numbers, unwidened. */
  #otherMemo = new Map<number | string, T>();
  #exact = false;
  readonly #decisions: Decisions | undefined;
  /** Elements [1 - r, 1 + r] by r. */
  readonly #factors = new Map<number, T>();
  readonly #slack: T | undefined;

  constructor(field: IntervalField<T>, environment: Environment, options: EvaluateOptions<T>) {
    this.#field = field;
    this.#environment = environment;
    this.#widening = options.widening;
    this.#leaf = options.leaf;
    const { widening } = options;
    if (widening?.counts) this.#decisions = new Decisions((key) => widening.counts!(key));
    const underflow = widening?.underflow ?? 0;
    if (underflow > 0) {
      const width = rationalFromNumber(underflow);
      this.#slack = field.fromBounds({ num: -width.num, den: width.den }, width);
    }
  }

  value(root: Expression, bindings?: ReadonlyMap<string, number>): T {
    this.#bindings = new Map(bindings);
    if (nodeFacts(root).depth > MAX_RECURSION) this.#climb(root);
    return this.#visit(root);
  }

  /** Evaluates the deep nodes that need no index of a sum, lowest first, so that no visit goes deep. */
  #climb(root: Expression): void {
    const landmarks: Expression[] = [];
    const seen = new Set<Expression>([root]);
    const stack = [root];
    while (stack.length > 0) {
      const node = stack.pop()!;
      const { depth, free } = nodeFacts(node);
      if (depth > 0 && free.every((name) => this.#bindings.has(name))) landmarks.push(node);
      for (const child of children(node)) {
        if (seen.has(child) || nodeFacts(child).depth < MAX_RECURSION) continue;
        seen.add(child);
        stack.push(child);
      }
    }
    landmarks.sort((a, b) => nodeFacts(a).depth - nodeFacts(b).depth);
    for (const node of landmarks) this.#visit(node);
  }

  #visit(node: Expression): T {
    const { free } = nodeFacts(node);
    let key: number | string = node.id;
    if (free.length > 0) {
      key = `${node.id}`;
      for (const name of free) key += `,${this.#position(name)}`;
    }
    const known = this.#memo.get(key);
    if (known !== undefined || this.#memo.has(key)) return known as T;
    const result = this.#compute(node);
    this.#memo.set(key, result);
    return result;
  }

  /** Visits a node as a whole number, which nothing widens, or widened. */
  #as(exact: boolean, node: Expression): T {
    if (exact === this.#exact) return this.#visit(node);
    this.#switch();
    try {
      return this.#visit(node);
    } finally {
      this.#switch();
    }
  }

  #switch(): void {
    this.#exact = !this.#exact;
    [this.#memo, this.#otherMemo] = [this.#otherMemo, this.#memo];
  }

  #position(name: string): number {
    const position = this.#bindings.get(name);
    if (position === undefined) {
      throw new RangeError(`index ${name} has no value here: bind it, or reduce over it`);
    }
    return position;
  }

  #extent(name: string): number {
    const extent = this.#environment.extent(name);
    if (!Number.isSafeInteger(extent) || extent < 1) {
      throw new RangeError(`index ${name} runs over ${extent} values; the environment must give a positive integer`);
    }
    return extent;
  }

  /** `a` times [1 - r, 1 + r]. */
  #relax(a: T, r: number): T {
    if (r === 0 || this.#exact) return a;
    let factor = this.#factors.get(r);
    if (factor === undefined) {
      const { num, den } = rationalFromNumber(r);
      factor = this.#field.fromBounds(rational(den - num, den), rational(den + num, den));
      this.#factors.set(r, factor);
    }
    return this.#field.mul(a, factor);
  }

  #rounded(a: T): T {
    return this.#slack === undefined || this.#exact ? a : this.#field.add(a, this.#slack);
  }

  #literal(q: Rational): T {
    return this.#relax(this.#field.fromRational(q), this.#widening?.literal(q) ?? 0);
  }

  #compute(node: Expression): T {
    const field = this.#field;
    if (this.#widening && !this.#exact && startsChain(node)) {
      const additions = additionsOf(node, (index) => this.#extent(index));
      return this.#chain(node, additions * this.#widening.addition);
    }
    switch (node.kind) {
      case 'literal':
        return this.#literal(node.value);
      case 'constant':
        return node.name === 'pi'
          ? this.#relax(field.pi(), this.#widening?.literal(PI_CONVERGENT) ?? 0)
          : this.#relax(field.e(), this.#widening?.literal(E_CONVERGENT) ?? 0);
      case 'symbol':
        return this.#symbol(node.key, node.lag, node.indices);
      case 'index':
        return field.fromRational({ num: BigInt(this.#position(node.name) + 1), den: 1n });
      case 'extent':
        return field.fromRational({ num: BigInt(this.#extent(node.index)), den: 1n });
      case 'neg':
        return field.neg(this.#visit(node.operand));
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
        return this.#rounded(field[node.kind](this.#visit(node.left), this.#visit(node.right)));
      case 'min':
      case 'max':
        return field[node.kind](this.#visit(node.left), this.#visit(node.right));
      case 'power':
        return this.#rounded(this.#power(this.#visit(node.base), this.#visit(node.exponent)));
      case 'call': {
        const counted = node.fn === 'floor' && this.#decisions?.isCountedFloor(node.argument);
        const result = field[node.fn](this.#as(this.#exact || counted === true, node.argument));
        return node.fn === 'abs' || node.fn === 'floor' || node.fn === 'sign' ? result : this.#rounded(result);
      }
      case 'select':
        return this.#select(node.condition, node.then, node.otherwise);
      case 'reduce':
        return this.#reduce(
          (a, b) => field[node.op === 'sum' ? 'add' : node.op](a, b),
          node.index,
          () => this.#visit(node.body),
        );
    }
  }

  #symbol(key: string, lag: 0 | 1, indices: readonly string[]): T {
    const positions = indices.map((name) => this.#position(name));
    const given = this.#environment.value(key, lag, positions);
    const element = isEnclosure(given)
      ? this.#field.fromBounds(given.lower, given.upper)
      : this.#field.fromRational(given);
    const seeded = this.#leaf ? this.#leaf(key, lag, positions, element) : element;
    return this.#relax(seeded, this.#widening?.relative(key) ?? 0);
  }

  #power(base: T, exponent: T): T {
    const n = this.#field.integer(exponent);
    return n === undefined ? this.#field.pow(base, exponent) : this.#field.power(base, n);
  }

  #select(condition: Condition, then: Expression, otherwise: Expression): T {
    const { truth, kink } = this.#decide(condition);
    if (truth === 'unknown') return this.#field.hull(this.#visit(then), this.#visit(otherwise));
    const chosen = this.#visit(truth ? then : otherwise);
    return kink ? this.#field.kinks!.join(chosen, this.#visit(truth ? otherwise : then)) : chosen;
  }

  #decide(condition: Condition): { truth: Truth; kink: boolean } {
    if (condition.kind === 'and') {
      const parts = condition.parts.map((part) => this.#decide(part));
      const truth = parts.some((part) => part.truth === false)
        ? false
        : parts.every((part) => part.truth === true)
          ? true
          : 'unknown';
      // A part that is surely false, away from its own kink, keeps the whole false on both sides.
      const settled = parts.some((part) => part.truth === false && !part.kink);
      return { truth, kink: !settled && parts.some((part) => part.kink) };
    }
    const counted = this.#decisions?.isCounted(condition) ?? false;
    const a = this.#as(counted, condition.left);
    const b = this.#as(counted, condition.right);
    return { truth: this.#compare(condition.op, a, b), kink: this.#field.kinks?.kink(a, b) ?? false };
  }

  #compare(op: '<' | '<=' | '>' | '>=' | '=' | '!=', a: T, b: T): Truth {
    const field = this.#field;
    const order = field.compare(a, b);
    const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);
    switch (op) {
      case '<':
        return order === 'less' ? true : order !== 'unknown' || field.atMost(b, a) ? false : 'unknown';
      case '>':
        return this.#compare('<', b, a);
      case '<=':
        return not(this.#compare('<', b, a));
      case '>=':
        return not(this.#compare('<', a, b));
      case '=':
        return order === 'equal' ? true : order === 'unknown' ? 'unknown' : false;
      case '!=':
        return not(this.#compare('=', a, b));
    }
  }

  /** A node of a chain of additions, every term of which is moved by `extra`. */
  #chain(node: Addition, extra: number): T {
    const inside = (operand: Expression): T =>
      isAddition(operand) ? this.#chain(operand, extra) : this.#relax(this.#visit(operand), extra);
    const field = this.#field;
    switch (node.kind) {
      case 'neg':
        return field.neg(inside(node.operand));
      case 'add':
      case 'sub':
        return this.#rounded(field[node.kind](inside(node.left), inside(node.right)));
      case 'reduce':
        return this.#reduce(
          (a, b) => this.#rounded(field.add(a, b)),
          node.index,
          () => inside(node.body),
        );
    }
  }

  #reduce(join: (a: T, b: T) => T, index: string, term: () => T): T {
    const extent = this.#extent(index);
    const outer = this.#bindings.get(index);
    let result: T | undefined;
    for (let position = 0; position < extent; position++) {
      this.#bindings.set(index, position);
      result = position === 0 ? term() : join(result as T, term());
    }
    if (outer === undefined) this.#bindings.delete(index);
    else this.#bindings.set(index, outer);
    return result as T;
  }
}
