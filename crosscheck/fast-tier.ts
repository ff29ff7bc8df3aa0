import { compileTape, type SymbolBounds, type Tape } from '../reference/float64/tape.ts';
import { distinctNodes, rewrite, symbol } from '../spec/language/expression.ts';
import type { Page } from '../spec/language/page.ts';
import { offsetOf, type Point } from './point.ts';
import { extentsOf, type Question } from './question.ts';

/** A float64 enclosure of one point's value; `lower > upper` says that the value is defined nowhere. */
export interface Bounds64 {
  readonly lower: number;
  readonly upper: number;
}

const LANE = 'lane';

/**
 * The index along which independent points may be laid side by side: carried by every tensor of the page's call and
 * state, and summed over by nothing. `lane` where the expression has no indices.
 *
 * @throws RangeError if the page has indices but none of that kind
 */
function batchIndex({ page, expression }: Question): string {
  const used = distinctNodes(expression);
  const tensors = [...new Set(used.flatMap((node) => (node.kind === 'symbol' ? [node.key] : [])))]
    .map((key) => page.symbols.get(key)!.shape)
    .filter((shape) => shape.length > 0);
  if (tensors.length === 0) return LANE;
  const summed = new Set(used.flatMap((node) => (node.kind === 'reduce' ? [page.indices.get(node.index)] : [])));
  const found = tensors[0]!.find(
    (index) => !summed.has(page.indices.get(index)) && tensors.every((shape) => shape.includes(index)),
  );
  if (found === undefined) throw new RangeError(`${page.id} has no index along which batches are independent`);
  return found;
}

/** Scalars get the batch index, so that each point keeps its own hyper-parameters in one run of the tape. */
function withBatchedScalars(question: Question, batch: string) {
  if (batch === LANE) return question.expression;
  return rewrite(question.expression, (node) =>
    node.kind === 'symbol' && node.indices.length === 0 ? symbol(node.key, node.lag, [batch]) : node,
  );
}

/** The oracle's float64 tier on many points at once. */
export class FastTier {
  readonly #question: Question;
  readonly #page: Page;
  readonly #batch: string;
  readonly #order: readonly string[];
  readonly #tape: Tape;

  constructor(question: Question) {
    this.#question = question;
    this.#page = question.page;
    this.#batch = batchIndex(question);
    const indices = [...new Set([...question.outputIndices, ...question.wrtIndices])];
    this.#order = indices.length === 0 ? [LANE] : indices;
    this.#tape = compileTape([withBatchedScalars(question, this.#batch)], { indicesOf: (key) => this.#stored(key) }, [
      this.#order,
    ]);
  }

  /** One enclosure a point, in their order. */
  enclose(points: readonly Point[]): Bounds64[] {
    const groups = new Map<string, number[]>();
    points.forEach((point, i) => {
      const signature = [...extentsOf(this.#page, point)]
        .filter(([index]) => index !== this.#batch)
        .map(([index, extent]) => `${index}=${extent}`)
        .join();
      const group = groups.get(signature);
      if (group) group.push(i);
      else groups.set(signature, [i]);
    });
    const answers: Bounds64[] = new Array(points.length);
    for (const group of groups.values()) {
      const bounds = this.#run(group.map((i) => points[i]!));
      group.forEach((i, k) => {
        answers[i] = bounds[k]!;
      });
    }
    return answers;
  }

  #stored(key: string): readonly string[] {
    const shape = this.#page.symbols.get(key)?.shape ?? [];
    return shape.length === 0 ? [this.#batch] : shape;
  }

  /** Points of one shape, laid along the batch index. */
  #run(points: readonly Point[]): Bounds64[] {
    const widths = points.map((point) => extentsOf(this.#page, point).get(this.#batch) ?? 1);
    const starts: number[] = [];
    let total = 0;
    for (const width of widths) {
      starts.push(total);
      total += width;
    }
    const symbols = new Map<string, SymbolBounds>();
    for (const name of Object.keys(points[0]!.symbols)) {
      const values = this.#join(name, points, widths, total);
      symbols.set(name, { lower: values, upper: values });
    }
    const extents = new Map([...extentsOf(this.#page, points[0]!), [this.#batch, total]]);
    const [answer] = this.#tape.run({ symbols, extents });
    const shape = this.#order.map((index) => extents.get(index)!);
    return points.map((point, i) => {
      const position = new Map<string, number>([[LANE, 0]]);
      this.#question.outputIndices.forEach((index, axis) => {
        position.set(index, point.at[axis]!);
      });
      this.#question.wrtIndices.forEach((index, axis) => {
        position.set(index, point.wrtAt[axis]!);
      });
      position.set(this.#batch, (position.get(this.#batch) ?? 0) + starts[i]!);
      const at = offsetOf(
        shape,
        this.#order.map((index) => position.get(index)!),
      );
      return { lower: answer!.lower[at]!, upper: answer!.upper[at]! };
    });
  }

  /** One symbol of all points, joined along the batch index; a scalar is repeated over its point's share of it. */
  #join(name: string, points: readonly Point[], widths: readonly number[], total: number): Float64Array {
    const blocks = points.map((point) => point.symbols[name]!);
    const { shape } = blocks[0]!;
    if (shape.length === 0) return Float64Array.from(blocks.flatMap(({ data }, i) => Array(widths[i]!).fill(data[0])));
    const axis = this.#stored(name.slice(0, name.indexOf('@'))).indexOf(this.#batch);
    const outer = shape.slice(0, axis).reduce((size, extent) => size * extent, 1);
    const inner = shape.slice(axis + 1).reduce((size, extent) => size * extent, 1);
    const joined = new Float64Array(outer * total * inner);
    let to = 0;
    for (let o = 0; o < outer; o++)
      blocks.forEach(({ data }, i) => {
        const length = widths[i]! * inner;
        for (let k = 0; k < length; k++) joined[to++] = data[o * length + k]!;
      });
    return joined;
  }
}
