import type { Enclosure } from '../../reference/enclosure.ts';
import type { Environment } from '../../reference/environment.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundRational, roundUnsignedZero } from '../../reference/formats/round.ts';
import { createOracle, type Decision } from '../../reference/oracle.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Rational, rationalFromNumber } from '../../spec/language/rational.ts';
import { AdapterError, type Tensor } from '../contract.ts';
import { elementCount, numbersOf, tensorOf } from '../tensor.ts';

/** Values by symbol key: before the step (`lag` 1) and now, and numbers that have no elements. */
export interface Values {
  readonly now: ReadonlyMap<string, Tensor>;
  readonly before: ReadonlyMap<string, Tensor>;
  readonly scalars: ReadonlyMap<string, number>;
}

/** A number that is no real one was read: the formula has no value there. */
class NotReal extends Error {}

export interface ElementQuestion {
  readonly expression: Expression;
  readonly format: FormatName;
  /** The tensor whose shape the result has, and the names of its indices; none where the page is elementwise. */
  readonly shape: readonly number[];
  readonly indices: readonly string[];
  /** Differentiate by this symbol, element by element. */
  readonly derivative?: string;
  /**
   * An equal expression, not to be differentiated, for elements that the first cannot decide: where an intermediate
   * leaves the range of the intervals, and at kinks of its parts, be they kinks of the whole (where every one-sided
   * derivative is right and this one is the page's choice) or not (as those of abs and max in softplus, which cancel).
   */
  readonly otherwise?: Expression | undefined;
}

/**
 * Evaluates expressions of one page at given tensors, each element correctly rounded. NaN where the page's formula has
 * no real value: an infinite or undefined input, a division by zero.
 */
export class PageEvaluation {
  private readonly page: Page;
  private readonly values: Values;
  private readonly numbers = new Map<Tensor, Float64Array>();
  private readonly extents: ReadonlyMap<string, number>;

  /** @throws AdapterError `wrong-length` where two tensors give one index different extents */
  constructor(page: Page, values: Values) {
    this.page = page;
    this.values = values;
    this.extents = this.readExtents();
  }

  tensor(question: ElementQuestion): Tensor {
    const { format, shape, indices, otherwise } = question;
    const results = new Float64Array(elementCount(shape));
    const elementwise = indices.length === 0;
    const shared = elementwise ? undefined : this.oracle(0);
    for (let element = 0; element < results.length; element++) {
      const oracle = shared ?? this.oracle(element, question.derivative);
      const bindings = elementwise ? undefined : bind(indices, positionsOf(element, shape));
      const round = (enclosure: Enclosure) => roundUnsignedZero(FORMATS[format], enclosure);
      const ask = (): Decision<number> => {
        const decision = oracle.decide(question.expression, round, bindings);
        const hesitates = decision.undecided && decision.enclosure !== undefined;
        return hesitates && otherwise ? this.oracle(element).decide(otherwise, round, bindings) : decision;
      };
      results[element] = numberOf(ask, `${this.page.id}, element ${element}`, format);
    }
    return tensorOf(format, results, shape);
  }

  /** The shape of a tensor with these indices, from the extents of the inputs. */
  shapeOf(indices: readonly string[]): number[] {
    return indices.map((index) => this.extents.get(this.page.indices.get(index) ?? index) ?? 1);
  }

  private oracle(element: number, derivative?: string) {
    return createOracle(this.environment(element), derivative === undefined ? {} : { derivative: { key: derivative } });
  }

  private environment(element: number): Environment {
    return {
      value: (key, lag, positions) => this.value(key, lag, positions, element),
      extent: (index) => this.extents.get(this.page.indices.get(index) ?? index) ?? 1,
    };
  }

  private value(key: string, lag: 0 | 1, positions: readonly number[], element: number): Rational {
    const scalar = this.values.scalars.get(key);
    if (scalar !== undefined) return real(scalar);
    const source = (lag === 1 ? this.values.before : this.values.now).get(key);
    if (source === undefined) {
      throw new AdapterError('threw', `reference: ${this.page.id} needs \`${key}\`, which was not given`);
    }
    let numbers = this.numbers.get(source);
    if (numbers === undefined) {
      numbers = numbersOf(source);
      this.numbers.set(source, numbers);
    }
    // One number for all elements (a product of momenta) has no index and no element of its own.
    const alone = numbers.length === 1 ? 0 : element;
    const place = positions.length === 0 ? alone : positions.reduce((at, p, i) => at * source.shape[i]! + p, 0);
    return real(numbers[place]!);
  }

  private readExtents(): Map<string, number> {
    const extents = new Map<string, number>();
    for (const [key, tensor] of [...this.values.before, ...this.values.now]) {
      const indices = this.page.symbols.get(key)?.shape ?? [];
      indices.forEach((index, axis) => {
        const extent = this.page.indices.get(index) ?? index;
        const length = tensor.shape[axis];
        const known = extents.get(extent);
        if (length === undefined || (known !== undefined && known !== length)) {
          const problem = `\`${key}\` has shape [${tensor.shape.join(', ')}] where ${extent} is ${known ?? 'an axis'}`;
          throw new AdapterError('wrong-length', `reference: ${this.page.id}: ${problem}`);
        }
        extents.set(extent, length);
      });
    }
    return extents;
  }
}

function real(x: number): Rational {
  if (!Number.isFinite(x)) throw new NotReal();
  return rationalFromNumber(x);
}

function numberOf(ask: () => Decision<number>, where: string, format: FormatName): number {
  let decision: Decision<number>;
  try {
    decision = ask();
  } catch (error) {
    if (error instanceof NotReal) return Number.NaN;
    throw error;
  }
  if (!decision.undecided) return decision.answer;
  if (decision.enclosure === undefined) return Number.NaN;
  // At a kink the enclosure holds every one-sided derivative and never narrows; each of them is right.
  const { lower } = decision.enclosure;
  if (typeof lower !== 'string') return roundRational(FORMATS[format], lower);
  throw new AdapterError('threw', `reference: ${where}: the value could not be rounded at the highest precision`);
}

const bind = (indices: readonly string[], positions: readonly number[]): Map<string, number> =>
  new Map(indices.map((index, i) => [index, positions[i]!]));

/** Row-major position of an element. */
function positionsOf(element: number, shape: readonly number[]): number[] {
  const positions: number[] = [];
  let rest = element;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    positions.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return positions;
}
