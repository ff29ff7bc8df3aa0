import type { Expression } from '../../spec/language/expression.ts';
import { type Extents, extentOf, gatherMap, type Space, sameSpace, unite } from './index-space.ts';
import { BLOCK, LANE, type PlannedStep, planStep, planSteps, type TapeLayout } from './tape-plan.ts';
import { runStep, type SymbolBounds } from './tape-step.ts';
import type { Widening64 } from './widening.ts';

export type { SymbolBounds, TapeLayout, Widening64 };

export interface TapeInput {
  /**
   * Values by `key@lag` (`x@0`, `m@1`), row-major over the symbol's declared indices. Exactly known values give one array
   * twice. Infinite values are allowed, NaN is not.
   */
  readonly symbols: ReadonlyMap<string, SymbolBounds>;
  /** Extent of every index that occurs, bound ones included; `lane` may be left to the length of the arrays. */
  readonly extents: Extents;
  readonly widening?: Widening64;
  /** Whether the arrays of the outputs are new ones, the caller's to keep. */
  readonly keep?: boolean;
}

/**
 * Enclosures of one root, row-major over `indices`. An element with lower = +Infinity and upper = -Infinity is
 * undefined. Unless the run was asked to let them be kept, the arrays belong to the tape, and its next run overwrites them.
 */
export interface TapeOutput {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly indices: readonly string[];
}

export interface Tape {
  /**
   * Evaluates all roots. Without widening every element contains the exact value at the exact inputs.
   * @throws RangeError if a symbol or extent is missing, or an array has the wrong length
   */
  run(input: TapeInput): readonly TapeOutput[];
}

interface Root {
  readonly slot: number;
  readonly indices: Space;
}

interface Plan {
  readonly steps: readonly PlannedStep[];
  readonly outputs: readonly { readonly root: Root; readonly map?: Int32Array; readonly to: TapeOutput }[];
}

/** Is `part` the place in `whole` that begins at element `from`? */
const liesIn = (part: Float64Array, whole: Float64Array, from: number): boolean =>
  part.buffer === whole.buffer && part.byteOffset === whole.byteOffset + 8 * from;

const emptyLike = ({ lower, indices }: TapeOutput): TapeOutput => ({
  lower: new Float64Array(lower.length),
  upper: new Float64Array(lower.length),
  indices,
});

/** Lanes of a run: as declared, else the length of the first elementwise symbol that the roots use. */
function withLane(input: TapeInput, steps: readonly { node: Expression; space: Space }[]): Extents {
  if (input.extents.has(LANE)) return input.extents;
  for (const { node, space } of steps) {
    if (node.kind !== 'symbol' || space.length !== 1 || space[0] !== LANE) continue;
    const length = input.symbols.get(`${node.key}@${node.lag}`)?.lower.length;
    if (length !== undefined) return new Map([...input.extents, [LANE, length]]);
  }
  return input.extents;
}

/**
 * Compiles expressions to a tape of whole-tensor interval operations in float64 (the float64 tier, docs/terms.md):
 * each distinct node is evaluated once over all its free indices, operands first, every operation rounded outward.
 *
 * `orders` gives the index order of each root's output; absent, names are sorted. A root that lacks an index of its order
 * is repeated along it.
 * @throws RangeError if a symbol is written with another number of indices than `layout` declares, or an order misses
 *   an index of its root
 */
export function compileTape(roots: readonly Expression[], layout: TapeLayout, orders?: readonly Space[]): Tape {
  const { steps, order, laneOnly, rootSlots } = planSteps(roots, layout, orders ?? []);
  const rootList = rootSlots.map((slot, i): Root => {
    const free = steps[slot]!.space;
    const indices = orders?.[i] ?? [...free].sort();
    const missing = free.find((index) => !indices.includes(index));
    if (missing !== undefined) {
      throw new RangeError(`the order [${indices.join(', ')}] of root ${i} misses its index "${missing}"`);
    }
    return { slot, indices };
  });
  const names = [...unite(order, ...steps.map((step) => step.space), [...order.keys()])];
  // Blocks need every root to lie over the lanes or to be a scalar, as it is.
  const blocked = laneOnly && rootList.every((root) => sameSpace(root.indices, steps[root.slot]!.space));

  let signature = '';
  let plan: Plan | undefined;

  const planFor = (extents: Extents): Plan => {
    const wanted = names.map((name) => extents.get(name) ?? '').join(',');
    if (plan && wanted === signature) return plan;
    for (const name of names) {
      const extent = extentOf(name, extents);
      if (!Number.isInteger(extent) || extent < 1)
        throw new RangeError(`index "${name}" has extent ${extent}; at least 1`);
    }
    const planned: PlannedStep[] = [];
    for (const step of steps) planned.push(planStep(step, planned, order, layout, extents, blocked));
    const outputs = rootList.map((root) => {
      const space = steps[root.slot]!.space;
      const map = gatherMap(space, root.indices, extents);
      const to = {
        lower: new Float64Array(map.length),
        upper: new Float64Array(map.length),
        indices: root.indices,
      };
      return sameSpace(space, root.indices) ? { root, to } : { root, to, map };
    });
    signature = wanted;
    plan = { steps: planned, outputs };
    return plan;
  };

  return {
    run(input) {
      const extents = withLane(input, steps);
      const current = planFor(extents);
      const lanes = blocked && order.has(LANE) ? extentOf(LANE, extents) : 1;
      const width = blocked ? BLOCK : 1;
      const outputs = input.keep
        ? current.outputs.map((output) => ({ ...output, to: emptyLike(output.to) }))
        : current.outputs;
      for (let start = 0; start < lanes; start += width) {
        const count = Math.min(width, lanes - start);
        for (const { root, map, to } of outputs) {
          const { out, perLane } = current.steps[root.slot]!;
          if (map || !perLane) continue;
          // The step writes where its result is wanted. (Of two outputs with one root the second is copied below.)
          out.ownLower = to.lower.subarray(start, start + count);
          out.ownUpper = to.upper.subarray(start, start + count);
        }
        for (const step of current.steps) {
          if (start > 0 && !step.perLane) continue;
          runStep(step, current.steps, input, extents, start, step.perLane ? count : step.size);
        }
        for (const { root, map, to } of outputs) {
          const { out, perLane, size } = current.steps[root.slot]!;
          if (map) {
            for (let i = 0; i < map.length; i++) {
              to.lower[i] = out.lower[map[i]!]!;
              to.upper[i] = out.upper[map[i]!]!;
            }
          } else if (perLane || start === 0) {
            const n = perLane ? count : size;
            const from = perLane ? start : 0;
            if (!liesIn(out.lower, to.lower, from)) to.lower.set(out.lower.subarray(0, n), from);
            if (!liesIn(out.upper, to.upper, from)) to.upper.set(out.upper.subarray(0, n), from);
          }
        }
      }
      return outputs.map((output) => output.to);
    },
  };
}
