/**
 * Tensors over named indices. A space is an ordered list of index names; its elements lie in row-major order, the last
 * index running fastest.
 */
export type Space = readonly string[];
export type Extents = ReadonlyMap<string, number>;

/** How many values an index runs over. @throws RangeError if nobody said so */
export function extentOf(index: string, extents: Extents): number {
  const extent = extents.get(index);
  if (extent === undefined) {
    const known = [...extents.keys()].join(', ') || 'none';
    throw new RangeError(`the extent of index "${index}" is not given (given: ${known}); add it to the extents`);
  }
  return extent;
}

/** Number of elements of a space; 1 for the empty space of scalars. */
export const sizeOf = (space: Space, extents: Extents): number =>
  space.reduce((size, index) => size * extentOf(index, extents), 1);

export const sameSpace = (a: Space, b: Space): boolean =>
  a.length === b.length && a.every((index, i) => index === b[i]);

/**
 * For each element of `target` the position of its value in `source`. Every index of `source` is in `target`; one that
 * `source` lacks repeats the value, one that it has twice picks the diagonal.
 */
export function gatherMap(source: Space, target: Space, extents: Extents): Int32Array {
  const strides = new Map<string, number>();
  let stride = 1;
  for (const index of [...source].reverse()) {
    strides.set(index, (strides.get(index) ?? 0) + stride);
    stride *= extentOf(index, extents);
  }
  let map = Int32Array.of(0);
  for (const index of target) {
    const extent = extentOf(index, extents);
    const step = strides.get(index) ?? 0;
    const next = new Int32Array(map.length * extent);
    for (let i = 0, at = 0; i < map.length; i++) {
      for (let k = 0; k < extent; k++) next[at++] = map[i]! + k * step;
    }
    map = next;
  }
  return map;
}

/** The union of spaces, in the order in which `order` ranks the names. */
export function unite(order: ReadonlyMap<string, number>, ...spaces: readonly Space[]): Space {
  return [...new Set(spaces.flat())].sort((a, b) => order.get(a)! - order.get(b)!);
}
