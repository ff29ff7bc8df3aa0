import type { Condition, Expression } from '../../spec/language/expression.ts';
import { children } from '../../spec/language/expression.ts';
import { additionsOf, startsChain } from '../additions.ts';
import { Decisions } from '../decisions.ts';
import { isAddition } from '../node-facts.ts';
import type { Bounds } from './arithmetic.ts';
import { type Extents, extentOf, gatherMap, type Space, sameSpace, sizeOf, unite } from './index-space.ts';
import type { ReductionShape } from './reduce.ts';

/** Which indices a symbol's array is stored over: its declared order; `['lane']` if elementwise; `[]` for a scalar. */
export interface TapeLayout {
  indicesOf(key: string): readonly string[];
  /** Is every value of the symbol a whole number? Decisions on those are exact: see `Decisions`. None where absent. */
  counts?(key: string): boolean;
}

/** The hidden index of elementwise symbols. */
export const LANE = 'lane';

/** Lanes are processed in blocks of so many, so that a few dozen nodes of 16 bytes a lane stay in a 1 MB cache. */
export const BLOCK = 1024;

/** One node of the DAG with its free indices; operands are positions of earlier steps. */
export interface Step {
  readonly node: Expression;
  readonly space: Space;
  readonly operands: readonly number[];
  /** Evaluated as a whole number, for a decision: widened by nothing, and a point wherever float64 holds the result. */
  readonly exact: boolean;
  /** The first node of the chain of additions that the node belongs to, where one with a sum over an index is. */
  readonly chain: Expression | undefined;
}

/** How a step reads one operand: as it lies (mask -1), repeated (mask 0), or through a gathered copy. */
export interface Reading {
  readonly slot: number;
  readonly mask: number;
  /** Where the operand is a term of a chain of additions: the additions that move it, and room for the moved values. */
  readonly term?: { readonly additions: number; readonly moved: OwnedBounds };
  readonly gather?: { readonly map: Int32Array; readonly copy: OwnedBounds };
}

/**
 * Arrays that a step may write to, the tape's own or those of an output; `lower` and `upper` of the bounds point to them or
 * to a caller's.
 */
export interface OwnedBounds extends Bounds {
  ownLower: Float64Array;
  ownUpper: Float64Array;
}

/** Everything about one step that depends on extents. */
export interface PlannedStep {
  readonly step: Step;
  readonly size: number;
  /** Grows with the block (depends on the lane, in a tape without other indices). */
  readonly perLane: boolean;
  readonly out: OwnedBounds;
  readonly readings: readonly Reading[];
  /** For a symbol: from its stored order to this occurrence's. */
  readonly symbolMap?: Int32Array;
  /** For a symbol: the number of values it has. */
  readonly storedSize?: number;
  readonly reduction?: ReductionShape;
  readonly truth?: Uint8Array;
}

export const ownedBounds = (size: number): OwnedBounds => {
  const ownLower = new Float64Array(size);
  const ownUpper = new Float64Array(size);
  return { ownLower, ownUpper, lower: ownLower, upper: ownUpper, empty: false };
};

/**
 * The index names of this occurrence of a symbol, in the symbol's stored order.
 * @throws RangeError if it is written with another number of indices than declared
 */
export function occurrenceSpace(node: Extract<Expression, { kind: 'symbol' }>, layout: TapeLayout): Space {
  const stored = layout.indicesOf(node.key);
  if (node.indices.length === stored.length) return node.indices;
  if (node.indices.length === 0 && stored.length === 1 && stored[0] === LANE) return stored;
  throw new RangeError(
    `symbol "${node.key}" is written with indices [${node.indices.join(', ')}] but declared over [${stored.join(', ')}]`,
  );
}

function freeIndices(node: Expression, layout: TapeLayout, operands: readonly Space[]): Space {
  switch (node.kind) {
    case 'symbol':
      return occurrenceSpace(node, layout);
    case 'index':
      return [node.name];
    case 'reduce':
      return operands.flat().filter((index) => index !== node.index);
    default:
      return operands.flat();
  }
}

/** A node, whether it is evaluated as a whole number, and as a part of which chain of additions. */
interface Planned {
  readonly node: Expression;
  readonly exact: boolean;
  readonly chain: Expression | undefined;
  readonly operands: readonly Planned[];
}

/** Every node in each of the ways in which it is evaluated, operands first. */
function evaluations(roots: readonly Expression[], layout: TapeLayout): { all: Planned[]; found: Planned[] } {
  const decisions = layout.counts && new Decisions((key) => layout.counts!(key));
  const known = new Map<Expression | 'exact' | undefined, Map<Expression, Planned>>();
  const all: Planned[] = [];
  const visit = (node: Expression, exact: boolean, above?: Expression): Planned => {
    const first = above ?? (startsChain(node) ? node : undefined);
    const chain = isAddition(node) && !exact ? first : undefined;
    const way = exact ? 'exact' : chain;
    let seen = known.get(way);
    if (!seen) known.set(way, (seen = new Map()));
    let planned = seen.get(node);
    if (planned) return planned;
    const ways = decisions?.operands(node, exact);
    const operands = children(node).map((child, i) => visit(child, ways?.[i] ?? false, chain));
    planned = { node, exact, chain, operands };
    seen.set(node, planned);
    all.push(planned);
    return planned;
  };
  return { found: roots.map((root) => visit(root, false)), all };
}

/** Orders the DAG and finds each node's space. The order of index names is that of `preferred`, then of occurrence. */
export function planSteps(roots: readonly Expression[], layout: TapeLayout, preferred: readonly Space[]) {
  const { all, found } = evaluations(roots, layout);
  const order = new Map<string, number>();
  const rank = (index: string): void => {
    if (!order.has(index)) order.set(index, order.size);
  };
  preferred.flat().forEach(rank);
  for (const { node } of all) {
    if (node.kind === 'symbol') occurrenceSpace(node, layout).forEach(rank);
    else if (node.kind === 'index') rank(node.name);
    else if (node.kind === 'reduce') rank(node.index);
  }
  const positions = new Map<Planned, number>();
  const steps: Step[] = [];
  for (const planned of all) {
    const { node, exact, chain } = planned;
    const operands = planned.operands.map((operand) => positions.get(operand)!);
    const spaces = operands.map((slot) => steps[slot]!.space);
    positions.set(planned, steps.length);
    steps.push({ node, operands, exact, chain, space: unite(order, freeIndices(node, layout, spaces)) });
  }
  // A reduction reads its body over one index more than its own space has, so a tape with one runs whole.
  const laneOnly = steps.every(({ node, space }) => node.kind !== 'reduce' && space.every((index) => index === LANE));
  return { steps, order, laneOnly, rootSlots: found.map((root) => positions.get(root)!) };
}

/** How many comparisons a condition has, in the order in which `children` lists their operands. */
export function comparisons(condition: Condition): readonly Extract<Condition, { kind: 'compare' }>[] {
  return condition.kind === 'compare' ? [condition] : condition.parts.flatMap(comparisons);
}

/** Allocates a step's arrays and resolves how it reads its operands, for the given extents. */
export function planStep(
  step: Step,
  planned: readonly PlannedStep[],
  order: ReadonlyMap<string, number>,
  layout: TapeLayout,
  extents: Extents,
  laneOnly: boolean,
): PlannedStep {
  const { node, space } = step;
  const size = sizeOf(space, extents);
  const reading: Space =
    node.kind === 'reduce' ? unite(order, planned[step.operands[0]!]!.step.space, [node.index]) : space;
  const additions = step.chain ? additionsOf(step.chain, (index) => extentOf(index, extents)) : 0;
  const readings = step.operands.map((slot): Reading => {
    const source = planned[slot]!;
    const { space: from } = source.step;
    const isTerm = additions > 0 && !isAddition(source.step.node);
    const term = isTerm ? { term: { additions, moved: ownedBounds(source.size) } } : {};
    if (sameSpace(from, reading)) return { slot, mask: -1, ...term };
    if (from.length === 0 && node.kind !== 'reduce') return { slot, mask: 0, ...term };
    const map = gatherMap(from, reading, extents);
    return { slot, mask: -1, ...term, gather: { map, copy: ownedBounds(map.length) } };
  });
  const perLane = laneOnly && space.length > 0;
  const common = { step, size, perLane, readings, out: ownedBounds(perLane ? Math.min(size, BLOCK) : size) };
  if (node.kind === 'select') return { ...common, truth: new Uint8Array(common.out.ownLower.length) };
  if (node.kind === 'reduce') {
    const at = reading.indexOf(node.index);
    const reduction = {
      outer: sizeOf(reading.slice(0, at), extents),
      length: extentOf(node.index, extents),
      inner: sizeOf(reading.slice(at + 1), extents),
    };
    return { ...common, reduction };
  }
  if (node.kind === 'symbol') {
    const stored = occurrenceSpace(node, layout);
    const symbol = { ...common, storedSize: sizeOf(stored, extents) };
    return sameSpace(stored, space) ? symbol : { ...symbol, symbolMap: gatherMap(stored, space, extents) };
  }
  return common;
}
