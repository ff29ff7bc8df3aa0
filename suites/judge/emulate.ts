import { gatherMap, sameSpace, sizeOf } from '../../reference/float64/index-space.ts';
import { comparisons, planSteps, type Step } from '../../reference/float64/tape-plan.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundRational } from '../../reference/formats/round.ts';
import type { Comparison, Expression } from '../../spec/language/expression.ts';
import { integer, writtenInteger } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Rational, rationalFromDecimal } from '../../spec/language/rational.ts';
import type { Arithmetic } from './criterion.ts';
import { type Ball, BallOperations } from './emulate-operation.ts';
import { addInOrder, type SumOrder } from './emulate-sum.ts';
import { indicesOf, isBounds, type Point, symbolKey } from './point.ts';
import { isExactLiteral } from './widening.ts';

/** Choices that an algorithm leaves open and an implementation makes. */
export interface EmulationStyle {
  readonly sums: SumOrder;
  /** Is a product with 1/n a product, as written, or a division by n? */
  readonly reciprocals: 'multiplied' | 'divided';
  /** Functions of float64 within a few ulp instead of correctly rounded: a hundred times faster. */
  readonly fast?: boolean;
}

/** Values of an emulation, in the order of the output's indices, with the radii of `Ball`. */
export interface Emulation {
  readonly value: Float64Array;
  readonly radius: Float64Array;
}

const ONE_LITERAL = integer(1);

/** Decimal expansions (OEIS A000796, A001113), to more digits than a float64 holds. */
const CONSTANTS: Readonly<Record<'pi' | 'e', Rational>> = {
  pi: rationalFromDecimal('3.14159265358979323846264338327950288419716939937510'),
  e: rationalFromDecimal('2.71828182845904523536028747135266249775724709369995'),
};

/**
 * Carry out an expression operation by operation in the subject's format: every operation on rounded operands and
 * correctly rounded, constants and hyper-parameters rounded to the format, sums in the style's order.
 *
 * Unlike an enclosure this says what an algorithm *does*: its cancellations, overflows and lost digits included.
 *
 * @param indices index order of the result; `[LANE]` for elementwise outputs
 * @throws RangeError if the point lacks a symbol or an extent
 */
export function emulate(
  page: Page,
  expression: Expression,
  indices: readonly string[],
  point: Point,
  arithmetic: Arithmetic,
  style: EmulationStyle,
): Emulation {
  const layout = { indicesOf: (key: string) => indicesOf(page, key) };
  const { steps } = planSteps([expression], layout, [indices]);
  const run = new Run(page, point, arithmetic, style, steps);
  const result = run.evaluate();
  const map = gatherMap(steps.at(-1)!.space, indices, point.extents);
  const value = new Float64Array(map.length);
  const radius = new Float64Array(map.length);
  map.forEach((from, i) => {
    const ball = result[from]!;
    value[i] = ball.value;
    radius[i] = ball.radius;
  });
  return { value, radius };
}

class Run {
  readonly #page: Page;
  readonly #point: Point;
  readonly #arithmetic: Arithmetic;
  readonly #style: EmulationStyle;
  readonly #steps: readonly Step[];
  readonly #results: (readonly Ball[])[] = [];
  readonly #slots = new Map<Expression, number>();
  readonly #operations: BallOperations;

  constructor(page: Page, point: Point, arithmetic: Arithmetic, style: EmulationStyle, steps: readonly Step[]) {
    this.#page = page;
    this.#point = point;
    this.#arithmetic = arithmetic;
    this.#style = style;
    this.#steps = steps;
    this.#operations = new BallOperations(FORMATS[arithmetic.format], arithmetic.flushes, style.fast ?? false);
    steps.forEach((step, i) => {
      this.#slots.set(step.node, i);
    });
  }

  evaluate(): readonly Ball[] {
    for (const step of this.#steps) this.#results.push(this.#step(step));
    return this.#results.at(-1)!;
  }

  /** The values of a node over another space, repeated along indices that it lacks. */
  #over(node: Expression, space: readonly string[]): readonly Ball[] {
    const slot = this.#slots.get(node)!;
    const balls = this.#results[slot]!;
    const source = this.#steps[slot]!.space;
    if (sameSpace(source, space)) return balls;
    return Array.from(gatherMap(source, space, this.#point.extents), (from) => balls[from]!);
  }

  #step({ node, space }: Step): readonly Ball[] {
    const ops = this.#operations;
    const unary = (operand: Expression, f: (a: Ball) => Ball) => this.#over(operand, space).map(f);
    const binary = (left: Expression, right: Expression, f: (a: Ball, b: Ball) => Ball) => {
      const b = this.#over(right, space);
      return this.#over(left, space).map((a, i) => f(a, b[i]!));
    };
    switch (node.kind) {
      case 'literal':
        return [this.#literal(node.value)];
      case 'constant':
        return [this.#literal(CONSTANTS[node.name])];
      case 'extent':
        return [ops.given(this.#point.extents.get(node.index) ?? 1)];
      case 'index':
        return Array.from({ length: sizeOf(space, this.#point.extents) }, (_, i) => ops.given(i + 1));
      case 'symbol':
        return this.#symbol(node, space);
      case 'neg':
        return unary(node.operand, (a) => ({ value: -a.value, radius: a.radius }));
      case 'add':
      case 'sub':
      case 'div':
      case 'min':
      case 'max':
        return binary(node.left, node.right, (a, b) => ops[node.kind](a, b));
      case 'mul': {
        const [factor, divisor] = this.#style.reciprocals === 'divided' ? reciprocalFactor(node) : [];
        if (factor && divisor) return binary(factor, divisor, (a, b) => ops.div(a, b));
        return binary(node.left, node.right, (a, b) => ops.mul(a, b));
      }
      case 'power': {
        const n = writtenInteger(node.exponent);
        if (n !== undefined) return unary(node.base, (a) => ops.integerPower(a, n));
        return binary(node.base, node.exponent, (a, b) =>
          b.radius === 0 && Number.isSafeInteger(b.value) ? ops.integerPower(a, b.value) : ops.realPower(a, b),
        );
      }
      case 'call':
        return unary(node.argument, (a) => ops.call(node.fn, a));
      case 'select':
        return this.#select(node, space);
      case 'reduce':
        return this.#reduce(node, space);
    }
  }

  #literal(q: Rational): Ball {
    const format = FORMATS[this.#arithmetic.format];
    const value = roundRational(format, q);
    return { value, radius: isExactLiteral(q, format.precision) ? 0 : this.#operations.ulp(value) };
  }

  #symbol(node: Extract<Expression, { kind: 'symbol' }>, space: readonly string[]): readonly Ball[] {
    const { key, lag, indices } = node;
    const values = this.#point.symbols.get(symbolKey(key, lag));
    if (!values) throw new RangeError(`no value was given for ${key} at lag ${lag}`);
    const ops = this.#operations;
    const read = (i: number): Ball => {
      if (isBounds(values)) {
        const [lower, upper] = [values.lower[i]!, values.upper[i]!];
        const middle = (lower + upper) / 2;
        // A state that nobody showed: anything within its bounds.
        return Number.isFinite(middle)
          ? ops.given(middle, (upper - lower) / 2)
          : { value: Number.NaN, radius: Number.POSITIVE_INFINITY };
      }
      const x = values[i]!;
      const isHyper = this.#page.symbols.get(key)?.role === 'hyper';
      // Rounded to the scalar format and once more with what is derived from it, as in the mixed class.
      const scalar = isHyper ? 2 * 2 ** -FORMATS[this.#arithmetic.scalarFormat].precision * Math.abs(x) : 0;
      return ops.given(x, scalar);
    };
    const stored = indicesOf(this.#page, key);
    const written = indices.length === stored.length ? indices : stored;
    const size = isBounds(values) ? values.lower.length : values.length;
    const balls = Array.from({ length: size }, (_, i) => read(i));
    return Array.from(gatherMap(written, space, this.#point.extents), (from) => balls[size === 1 ? 0 : from]!);
  }

  #select(node: Extract<Expression, { kind: 'select' }>, space: readonly string[]): readonly Ball[] {
    const tests = comparisons(node.condition).map(({ op, left, right }) => ({
      op,
      left: this.#over(left, space),
      right: this.#over(right, space),
    }));
    const then = this.#over(node.then, space);
    const otherwise = this.#over(node.otherwise, space);
    return then.map((yes, i) => {
      const no = otherwise[i]!;
      const holds = tests.every(({ op, left, right }) => compare(op, left[i]!.value, right[i]!.value));
      const doubtful = tests.some(({ left, right }) => {
        const reach = left[i]!.radius + right[i]!.radius;
        return reach > 0 && Math.abs(left[i]!.value - right[i]!.value) <= reach;
      });
      const chosen = holds ? yes : no;
      if (!doubtful) return chosen;
      const apart = Math.abs(yes.value - no.value);
      const radius = (Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart) + Math.max(yes.radius, no.radius);
      return { value: chosen.value, radius };
    });
  }

  #reduce(node: Extract<Expression, { kind: 'reduce' }>, space: readonly string[]): readonly Ball[] {
    const { op } = node;
    const names = [node.index];
    let { body } = node;
    // A sum of sums is one loop over both indices to whoever writes it, unless an inner index shadows an outer one.
    while (op === 'sum' && body.kind === 'reduce' && body.op === 'sum' && !names.includes(body.index)) {
      names.push(body.index);
      body = body.body;
    }
    const terms = this.#over(body, [...space.filter((index) => !names.includes(index)), ...names]);
    const count = sizeOf(space, this.#point.extents);
    const length = terms.length / count;
    const ops = this.#operations;
    return Array.from({ length: count }, (_, i) => {
      const own = terms.slice(i * length, (i + 1) * length);
      if (op !== 'sum') return own.reduce((a, b) => ops[op](a, b));
      const values = own.map((term) => term.value);
      const round = (x: number) => ops.round(x);
      return ops.sum(addInOrder(values, this.#style.sums, round), own);
    });
  }
}

/** `c` and `n` of a product of c with 1/n, on either side. */
function reciprocalFactor(node: {
  readonly left: Expression;
  readonly right: Expression;
}): [Expression, Expression] | [] {
  if (node.left.kind === 'div' && node.left.left === ONE_LITERAL) return [node.right, node.left.right];
  if (node.right.kind === 'div' && node.right.left === ONE_LITERAL) return [node.left, node.right.right];
  return [];
}

function compare(op: Comparison, a: number, b: number): boolean {
  switch (op) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '=':
      return a === b;
    case '!=':
      return a !== b;
  }
}
