import { compileTape, type SymbolBounds, type Tape } from '../reference/float64/tape.ts';
import { distinctNodes, rewrite, symbol } from '../spec/language/expression.ts';
import type { Page } from '../spec/language/page.ts';
import { offsetOf, type Point } from './point.ts';
import { bindingsOf, extentsOf, type Question } from './question.ts';

/** A float64 enclosure of one point's value; `lower > upper` says that the value is defined nowhere. */
export interface Bounds64 {
  readonly lower: number;
  readonly upper: number;
}

const LANE = 'lane';

/**
 * The index along which independent points may be laid side by side: carried by every tensor of the page's call and
 * state, and summed over by nothing. `lane` where the expression has no indices; none where tensors share no index.
 */
function batchIndex({ page, expression }: Question): string | undefined {
  const used = distinctNodes(expression);
  const tensors = [...new Set(used.flatMap((node) => (node.kind === 'symbol' ? [node.key] : [])))]
    .map((key) => page.symbols.get(key)!.shape)
    .filter((shape) => shape.length > 0);
  if (tensors.length === 0) return LANE;
  const summed = new Set(used.flatMap((node) => (node.kind === 'reduce' ? [page.indices.get(node.index)] : [])));
  return tensors[0]!.find(
    (index) => !summed.has(page.indices.get(index)) && tensors.every((shape) => shape.includes(index)),
  );
}

/** Scalars get the batch index, so that each point keeps its own hyper-parameters in one run of the tape. */
function withBatchedScalars(question: Question, batch: string | undefined) {
  if (batch === undefined || batch === LANE) return question.expression;
  return rewrite(question.expression, (node) =>
    node.kind === 'symbol' && node.indices.length === 0 ? symbol(node.key, node.lag, [batch]) : node,
  );
}

/** Points of one shape, with the extent of the batch index at each. */
interface Group {
  readonly members: number[];
  readonly widths: number[];
  readonly extents: ReadonlyMap<string, number>;
}

/** The oracle's float64 tier on many points at once. */
export class FastTier {
  readonly #question: Question;
  readonly #page: Page;
  readonly #batch: string | undefined;
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
    const answers: Bounds64[] = new Array(points.length);
    for (const { members, widths, extents } of this.#groups(points)) {
      const bounds = this.#run(
        members.map((i) => points[i]!),
        widths,
        extents,
      );
      members.forEach((i, k) => {
        answers[i] = bounds[k]!;
      });
    }
    return answers;
  }

  /** Points that differ in the batch index only go together; without such an index each point is a group. */
  #groups(points: readonly Point[]): Iterable<Group> {
    const groups = new Map<string, Group>();
    points.forEach((point, i) => {
      const extents = extentsOf(this.#question, point);
      const batch = this.#batch;
      let signature = batch === undefined ? `${i}` : '';
      for (const [index, extent] of extents) if (index !== batch) signature += `${index}=${extent},`;
      let group = groups.get(signature);
      if (!group) groups.set(signature, (group = { members: [], widths: [], extents }));
      group.members.push(i);
      group.widths.push((batch === undefined ? undefined : extents.get(batch)) ?? 1);
    });
    return groups.values();
  }

  #stored(key: string): readonly string[] {
    const shape = this.#page.symbols.get(key)?.shape ?? [];
    return shape.length === 0 && this.#batch !== undefined ? [this.#batch] : shape;
  }

  /** Points of one shape, laid along the batch index. */
  #run(points: readonly Point[], widths: readonly number[], shape: ReadonlyMap<string, number>): Bounds64[] {
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
    const extents = new Map(shape);
    if (this.#batch !== undefined) extents.set(this.#batch, total);
    const [answer] = this.#tape.run({ symbols, extents });
    const sizes = this.#order.map((index) => extents.get(index)!);
    return points.map((point, i) => {
      const position = bindingsOf(this.#question, point);
      if (this.#batch !== undefined) position.set(this.#batch, (position.get(this.#batch) ?? 0) + starts[i]!);
      const at = offsetOf(
        sizes,
        this.#order.map((index) => position.get(index)!),
      );
      return { lower: answer!.lower[at]!, upper: answer!.upper[at]! };
    });
  }

  /** One symbol of all points, joined along the batch index; a scalar is repeated over its point's share of it. */
  #join(name: string, points: readonly Point[], widths: readonly number[], total: number): Float64Array {
    const { shape, data: first } = points[0]!.symbols[name]!;
    if (this.#batch === undefined) return Float64Array.from(first);
    const axis = Math.max(0, this.#stored(name.slice(0, name.indexOf('@'))).indexOf(this.#batch));
    const outer = shape.slice(0, axis).reduce((size, extent) => size * extent, 1);
    const inner = shape.slice(axis + 1).reduce((size, extent) => size * extent, 1);
    const joined = new Float64Array(outer * total * inner);
    const repeated = shape.length === 0;
    let to = 0;
    for (let o = 0; o < outer; o++)
      points.forEach(({ symbols }, i) => {
        const { data } = symbols[name]!;
        const length = widths[i]! * inner;
        for (let k = 0; k < length; k++) joined[to++] = data[repeated ? 0 : o * length + k]!;
      });
    return joined;
  }
}
