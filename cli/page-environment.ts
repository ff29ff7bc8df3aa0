import type { Environment } from '../reference/environment.ts';
import type { Page } from '../spec/language/page.ts';
import { type Rational, rationalFromNumber, ZERO } from '../spec/language/rational.ts';
import { CommandError } from './command-error.ts';

/** Index names with the same extent run over the same set, so sizes belong to extents. */
type Sizes = Map<string, number>;

/**
 * How long each index is, from the lengths of the vectors. A vector of one index gives its length; where several
 * are open the last takes what there is and those before it are 1: one row of logits, one sample of a batch.
 *
 * @throws CommandError where lengths do not fit
 */
function sizesOf(page: Page, vectors: ReadonlyMap<string, readonly number[]>): Sizes {
  const sizes: Sizes = new Map();
  const extent = (index: string): string => page.indices.get(index) ?? index;
  const indexed = [...vectors]
    .map(([key, vector]) => ({ key, length: vector.length, shape: page.symbols.get(key)!.shape }))
    .sort((a, b) => a.shape.length - b.shape.length);
  for (const { key, length, shape } of indexed) {
    if (page.symbols.get(key)!.elementwise || shape.length === 0) continue;
    const known = shape.reduce((product, index) => product * (sizes.get(extent(index)) ?? 1), 1);
    const open = shape.map(extent).filter((name) => !sizes.has(name));
    if (length % known !== 0 || (open.length === 0 && length !== known)) {
      throw new CommandError(`${key} has ${length} elements, but the other vectors ask for ${known}`);
    }
    for (const name of open) sizes.set(name, 1);
    const last = open.at(-1);
    if (last !== undefined) sizes.set(last, length / known);
  }
  return sizes;
}

export interface PageEnvironment extends Environment {
  /** All positions of these indices, last index fastest. */
  positions(indices: readonly string[]): number[][];
}

/**
 * The environment of a page with these values. `lane` chooses the element of elementwise vectors; one of length 1
 * stands for every lane.
 */
export function pageEnvironment(
  page: Page,
  scalars: ReadonlyMap<string, Rational>,
  vectors: ReadonlyMap<string, readonly number[]>,
  lane: number,
): PageEnvironment {
  const sizes = sizesOf(page, vectors);
  const extent = (index: string): number => sizes.get(page.indices.get(index) ?? index) ?? 1;
  return {
    extent,
    value(key, lag, positions) {
      const scalar = scalars.get(key);
      if (scalar) return scalar;
      const vector = vectors.get(key);
      const symbol = page.symbols.get(key);
      if (!vector) {
        if (symbol?.role === 'state' && lag === 1) return symbol.initial ?? ZERO;
        throw new CommandError(`the value of ${key} is needed; give it with --set ${key}=...`);
      }
      if (!symbol || symbol.elementwise || symbol.shape.length === 0) {
        return rationalFromNumber(vector.length === 1 ? vector[0]! : vector[lane]!);
      }
      const at = symbol.shape.reduce((flat, index, axis) => flat * extent(index) + positions[axis]!, 0);
      return rationalFromNumber(vector[at]!);
    },
    positions(indices) {
      let all: number[][] = [[]];
      for (const index of indices) {
        all = all.flatMap((before) => Array.from({ length: extent(index) }, (_, at) => [...before, at]));
      }
      return all;
    },
  };
}
