import { compileTape } from '../../reference/float64/tape.ts';
import type { Relation } from '../../spec/language/page.ts';
import type { Bounds } from '../judge/classify.ts';
import type { JudgingWidening } from '../judge/widening.ts';

/** Where the symbols of a law live: names of indices by key. */
export type LawLayout = (key: string) => readonly string[];

export interface LawPoint {
  readonly symbols: ReadonlyMap<string, Bounds>;
  readonly extents: ReadonlyMap<string, number>;
}

/**
 * Evaluates the relations of a law over bounds. A relation is *violated* at an element when no choice of values
 * within the bounds satisfies it, and *certain* when every choice does.
 */
export class RelationJudge {
  readonly #relation: Relation;
  readonly #tape: ReturnType<typeof compileTape>;

  /** @param indices the index order of the elements */
  constructor(relation: Relation, layout: LawLayout, indices: readonly string[]) {
    this.#relation = relation;
    this.#tape = compileTape([relation.left.expression, relation.right.expression], { indicesOf: layout }, [
      indices,
      indices,
    ]);
  }

  sides(point: LawPoint, widening?: JudgingWidening): { left: Bounds; right: Bounds } {
    const input = { symbols: point.symbols, extents: point.extents, ...(widening ? { widening } : {}) };
    const [left, right] = this.#tape.run(input);
    return {
      left: { lower: left!.lower.slice(), upper: left!.upper.slice() },
      right: { lower: right!.lower.slice(), upper: right!.upper.slice() },
    };
  }

  violated({ left, right }: { left: Bounds; right: Bounds }, i: number): boolean {
    const below = left.upper[i]! < right.lower[i]!;
    const above = left.lower[i]! > right.upper[i]!;
    switch (this.#relation.op) {
      case '=':
        return below || above;
      case '<':
      case '<=':
        return above;
      case '>':
      case '>=':
        return below;
      case 'approx':
        return false;
    }
  }

  certain({ left, right }: { left: Bounds; right: Bounds }, i: number): boolean {
    switch (this.#relation.op) {
      case '=':
        return left.lower[i] === right.upper[i] && left.upper[i] === right.lower[i];
      case '<':
        return left.upper[i]! < right.lower[i]!;
      case '<=':
        return left.upper[i]! <= right.lower[i]!;
      case '>':
        return left.lower[i]! > right.upper[i]!;
      case '>=':
        return left.lower[i]! >= right.upper[i]!;
      case 'approx':
        return false;
    }
  }
}
