import { gatherMap, sameSpace, sizeOf } from '../../reference/float64/index-space.ts';
import { comparisons, planSteps, type Step } from '../../reference/float64/tape-plan.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundRational } from '../../reference/formats/round.ts';
import type { Comparison, Expression } from '../../spec/language/expression.ts';
import { integer, writtenInteger } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Rational, rationalFromDecimal } from '../../spec/language/rational.ts';
import type { Arithmetic } from './criterion.ts';
import { BallOperations, type Balls, maskOf, zeroBalls } from './emulate-operation.ts';
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
 * @returns values in the order of `indices`, with their radii
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
): Balls {
  const steps = plannedSteps(page, expression, indices);
  const run = new Run(page, point, arithmetic, style, steps);
  const result = run.evaluate();
  const { space } = steps.at(-1)!;
  return sameSpace(space, indices) ? result : gathered(result, gatherMap(space, indices, point.extents));
}

/** The steps of what was emulated once: an algorithm is tried on every batch of a check, in several styles. */
const planned = new WeakMap<Page, Map<string, readonly Step[]>>();

function plannedSteps(page: Page, expression: Expression, indices: readonly string[]): readonly Step[] {
  let ofPage = planned.get(page);
  if (!ofPage) planned.set(page, (ofPage = new Map()));
  const key = `${expression.id} over ${indices.join(', ')}`;
  let steps = ofPage.get(key);
  if (!steps) {
    const layout = { indicesOf: (symbol: string) => indicesOf(page, symbol) };
    ofPage.set(key, (steps = planSteps([expression], layout, [indices]).steps));
  }
  return steps;
}

function gathered({ value, radius }: Balls, map: Int32Array): Balls {
  const out = zeroBalls(map.length);
  for (let i = 0; i < map.length; i++) {
    out.value[i] = value[map[i]!]!;
    out.radius[i] = radius[map[i]!]!;
  }
  return out;
}

class Run {
  readonly #page: Page;
  readonly #point: Point;
  readonly #arithmetic: Arithmetic;
  readonly #style: EmulationStyle;
  readonly #steps: readonly Step[];
  readonly #results: Balls[] = [];
  readonly #slots = new Map<Expression, number>();
  readonly #operations: BallOperations;

  constructor(page: Page, point: Point, arithmetic: Arithmetic, style: EmulationStyle, steps: readonly Step[]) {
    this.#page = page;
    this.#point = point;
    this.#arithmetic = arithmetic;
    this.#style = style;
    this.#steps = steps;
    this.#operations = new BallOperations(FORMATS[arithmetic.format], arithmetic.flushes, style.fast ?? false);
    // A node that is planned twice (alone, and in a chain of additions) has the same value in both places.
    steps.forEach(({ node }, i) => {
      if (!this.#slots.has(node)) this.#slots.set(node, i);
    });
  }

  /** One value for each element of the last step's space. */
  evaluate(): Balls {
    for (const step of this.#steps) this.#results.push(this.#step(step));
    const { node, space } = this.#steps.at(-1)!;
    return this.#whole(node, space);
  }

  /** The values of a node over another space, repeated along indices that it lacks; of a scalar only the one. */
  #over(node: Expression, space: readonly string[]): Balls {
    const slot = this.#slots.get(node)!;
    const balls = this.#results[slot]!;
    if (balls.value.length === 1 || sameSpace(this.#steps[slot]!.space, space)) return balls;
    return this.#whole(node, space);
  }

  /** The same, with a value for each element. */
  #whole(node: Expression, space: readonly string[]): Balls {
    const slot = this.#slots.get(node)!;
    const balls = this.#results[slot]!;
    const source = this.#steps[slot]!.space;
    const { extents } = this.#point;
    if (balls.value.length === 1) {
      const n = sizeOf(space, extents);
      return n === 1 ? balls : gathered(balls, new Int32Array(n));
    }
    return sameSpace(source, space) ? balls : gathered(balls, gatherMap(source, space, extents));
  }

  #step({ node, space }: Step): Balls {
    const ops = this.#operations;
    switch (node.kind) {
      case 'literal':
        return this.#literal(node.value);
      case 'constant':
        return this.#literal(CONSTANTS[node.name]);
      case 'extent':
        return ops.given(this.#point.extents.get(node.index) ?? 1);
      case 'index': {
        const out = zeroBalls(sizeOf(space, this.#point.extents));
        for (let i = 0; i < out.value.length; i++) ops.setGiven(out, i, i + 1);
        return out;
      }
      case 'symbol':
        return this.#symbol(node, space);
      case 'neg': {
        const { value, radius } = this.#over(node.operand, space);
        return { value: value.map((x) => -x), radius };
      }
      case 'add':
      case 'sub':
      case 'div':
      case 'min':
      case 'max':
        return ops[node.kind](this.#over(node.left, space), this.#over(node.right, space));
      case 'mul': {
        const [factor, divisor] = this.#style.reciprocals === 'divided' ? reciprocalFactor(node) : [];
        if (factor && divisor) return ops.div(this.#over(factor, space), this.#over(divisor, space));
        return ops.mul(this.#over(node.left, space), this.#over(node.right, space));
      }
      case 'power': {
        const n = writtenInteger(node.exponent);
        const base = this.#over(node.base, space);
        return n !== undefined ? ops.integerPower(base, n) : ops.power(base, this.#over(node.exponent, space));
      }
      case 'call':
        return ops.call(node.fn, this.#over(node.argument, space));
      case 'select':
        return this.#select(node, space);
      case 'reduce':
        return this.#reduce(node, space);
    }
  }

  #literal(q: Rational): Balls {
    const format = FORMATS[this.#arithmetic.format];
    const value = roundRational(format, q);
    const radius = isExactLiteral(q, format.precision) ? 0 : this.#operations.ulp(value);
    return { value: Float64Array.of(value), radius: Float64Array.of(radius) };
  }

  #symbol(node: Extract<Expression, { kind: 'symbol' }>, space: readonly string[]): Balls {
    const { key, lag, indices } = node;
    const values = this.#point.symbols.get(symbolKey(key, lag));
    if (!values) throw new RangeError(`no value was given for ${key} at lag ${lag}`);
    const ops = this.#operations;
    const out = zeroBalls(isBounds(values) ? values.lower.length : values.length);
    if (isBounds(values)) {
      values.lower.forEach((lower, i) => {
        const upper = values.upper[i]!;
        const middle = (lower + upper) / 2;
        // A state that nobody showed: anything within its bounds.
        if (Number.isFinite(middle)) ops.setGiven(out, i, middle, (upper - lower) / 2);
        else {
          out.value[i] = Number.NaN;
          out.radius[i] = Number.POSITIVE_INFINITY;
        }
      });
    } else {
      const isHyper = this.#page.symbols.get(key)?.role === 'hyper';
      // Rounded to the scalar format and once more with what is derived from it, as in the mixed class.
      const scalar = isHyper ? 2 * 2 ** -FORMATS[this.#arithmetic.scalarFormat].precision : 0;
      for (let i = 0; i < values.length; i++) ops.setGiven(out, i, values[i]!, scalar * Math.abs(values[i]!));
    }
    const stored = indicesOf(this.#page, key);
    const written = indices.length === stored.length ? indices : stored;
    if (out.value.length === 1 || sameSpace(written, space)) return out;
    return gathered(out, gatherMap(written, space, this.#point.extents));
  }

  #select(node: Extract<Expression, { kind: 'select' }>, space: readonly string[]): Balls {
    const read = (operand: Expression) => {
      const balls = this.#over(operand, space);
      return { ...balls, mask: maskOf(balls) };
    };
    const tests = comparisons(node.condition).map(({ op, left, right }) => ({
      op,
      left: read(left),
      right: read(right),
    }));
    const then = read(node.then);
    const otherwise = read(node.otherwise);
    const out = zeroBalls(sizeOf(space, this.#point.extents));
    for (let i = 0; i < out.value.length; i++) {
      let holds = true;
      let doubtful = false;
      for (const { op, left, right } of tests) {
        const a = left.value[i & left.mask]!;
        const b = right.value[i & right.mask]!;
        const reach = left.radius[i & left.mask]! + right.radius[i & right.mask]!;
        holds &&= compare(op, a, b);
        doubtful ||= reach > 0 && Math.abs(a - b) <= reach;
      }
      const yes = then.value[i & then.mask]!;
      const no = otherwise.value[i & otherwise.mask]!;
      const yesRadius = then.radius[i & then.mask]!;
      const noRadius = otherwise.radius[i & otherwise.mask]!;
      out.value[i] = holds ? yes : no;
      out.radius[i] = holds ? yesRadius : noRadius;
      if (!doubtful) continue;
      const apart = Math.abs(yes - no);
      out.radius[i] = (Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart) + Math.max(yesRadius, noRadius);
    }
    return out;
  }

  #reduce(node: Extract<Expression, { kind: 'reduce' }>, space: readonly string[]): Balls {
    const { op } = node;
    const names = [node.index];
    let { body } = node;
    // A sum of sums is one loop over both indices to whoever writes it, unless an inner index shadows an outer one.
    while (op === 'sum' && body.kind === 'reduce' && body.op === 'sum' && !names.includes(body.index)) {
      names.push(body.index);
      body = body.body;
    }
    const terms = this.#whole(body, [...space.filter((index) => !names.includes(index)), ...names]);
    const length = terms.value.length / sizeOf(space, this.#point.extents);
    const ops = this.#operations;
    if (op === 'sum') {
      const round = (x: number) => ops.round(x);
      return ops.sums(terms, length, (row) => addInOrder(row, this.#style.sums, round));
    }
    return ops.extremes(op, terms, length);
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
