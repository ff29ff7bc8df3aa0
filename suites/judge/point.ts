import type { Enclosure } from '../../reference/enclosure.ts';
import type { Environment } from '../../reference/evaluate.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Rational, rationalFromNumber } from '../../spec/language/rational.ts';
import type { Bounds } from './classify.ts';

/** The hidden index on which symbols declared `elementwise` live. */
export const LANE = 'lane';

/**
 * The literal inputs of one evaluation: every symbol an expression may mention, as exact float64 values or, for a
 * state that cannot be read, as bounds. Keys are `x@0` for a value at step t and `m@1` for one at t-1.
 */
export interface Point {
  readonly symbols: ReadonlyMap<string, Float64Array | Bounds>;
  /** How many values each index runs over, `lane` included. */
  readonly extents: ReadonlyMap<string, number>;
}

export const symbolKey = (key: string, lag: 0 | 1): string => `${key}@${lag}`;

export const isBounds = (values: Float64Array | Bounds): values is Bounds => !(values instanceof Float64Array);

/** The key under which the cotangent of a gradient appears in an expression; it has the shape of the output. */
export const COTANGENT = 'cotangent';

/** The indices under which a symbol's values are stored, in order. */
export function indicesOf(page: Page, key: string): readonly string[] {
  const output = key === COTANGENT ? [...page.symbols.values()].find((symbol) => symbol.role === 'output') : undefined;
  const declaration = output ?? page.symbols.get(key);
  if (!declaration) return [];
  // A schedule is asked for many steps at once; elsewhere time is one number for the whole call.
  const perLane = declaration.elementwise || (declaration.role === 'time' && page.kind === 'schedule');
  return perLane ? [LANE] : declaration.shape;
}

/** Row-major flat index of the element at `positions` (zero-based). */
export function flatIndex(
  indices: readonly string[],
  positions: readonly number[],
  extents: ReadonlyMap<string, number>,
): number {
  let flat = 0;
  indices.forEach((index, axis) => {
    flat = flat * (extents.get(index) ?? 1) + positions[axis]!;
  });
  return flat;
}

/** Zero-based positions of a flat index. */
export function positionsOf(indices: readonly string[], flat: number, extents: ReadonlyMap<string, number>): number[] {
  const positions = new Array<number>(indices.length).fill(0);
  let rest = flat;
  for (let axis = indices.length - 1; axis >= 0; axis--) {
    const size = extents.get(indices[axis]!) ?? 1;
    positions[axis] = rest % size;
    rest = Math.floor(rest / size);
  }
  return positions;
}

function exactBound(x: number): Rational | 'inf' | '-inf' {
  if (x === Number.POSITIVE_INFINITY) return 'inf';
  return x === Number.NEGATIVE_INFINITY ? '-inf' : rationalFromNumber(x);
}

/** The point as the generic evaluator wants it, seen from one lane. */
export function environmentOf(page: Page, point: Point, lane: number): Environment {
  return {
    value(key, lag, positions): Rational | Enclosure {
      const values = point.symbols.get(symbolKey(key, lag));
      if (!values) throw new Error(`no value was given for ${key} at lag ${lag}`);
      const indices = indicesOf(page, key);
      const flat = indices[0] === LANE ? lane : flatIndex(indices, positions, point.extents);
      if (isBounds(values)) {
        const at = values.lower.length === 1 ? 0 : flat;
        return { lower: exactBound(values.lower[at]!), upper: exactBound(values.upper[at]!) };
      }
      return rationalFromNumber(values[values.length === 1 ? 0 : flat]!);
    },
    extent: (index) => point.extents.get(index) ?? 1,
  };
}
