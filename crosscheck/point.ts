import type { FormatName } from '../reference/formats/format.ts';
import type { Formula } from './mpfr/decide.ts';

/** Values of one symbol, row-major over its declared shape; a scalar or elementwise symbol has shape `[]`. */
export interface Block {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** One question for both sides: the value of one element of one output at exactly these inputs. */
export interface Point {
  /** The format into which the answer is rounded; the inputs are numbers of it, hyper-parameters are any float64. */
  readonly format: FormatName;
  /** By `key@lag`: `x@0`, and `m@1` for the state before the step. */
  readonly symbols: Readonly<Record<string, Block>>;
  /** Zero-based position in the output, one a declared index. */
  readonly at: readonly number[];
  /** For a derivative: the position of the input element, likewise. */
  readonly wrtAt: readonly number[];
  /** The hand-written formula at this point. */
  readonly formula: Formula;
}

/** A symbol that has one value. */
export const single = (value: number): Block => ({ shape: [], data: [value] });

/** Row-major offset of `positions` in `shape`. */
export function offsetOf(shape: readonly number[], positions: readonly number[]): number {
  return positions.reduce((offset, position, axis) => offset * shape[axis]! + position, 0);
}
