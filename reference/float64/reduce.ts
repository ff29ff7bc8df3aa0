import type { Bounds } from './arithmetic.ts';
import { below } from './outward.ts';

/** A row-major array seen as `outer` blocks of `length` rows of `inner` elements; the reduction runs over the rows. */
export interface ReductionShape {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** Sum over the rows, every addition rounded outward unless float64 holds it. */
export function sumBounds(a: Bounds, out: Bounds, shape: ReductionShape): void {
  const { outer, length, inner } = shape;
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      let low = 0;
      let high = 0;
      for (let k = 0, at = o * length * inner + j; k < length; k++, at += inner) {
        low = addBelow(low, a.lower[at]!);
        high = -addBelow(-high, -a.upper[at]!);
      }
      out.lower[o * inner + j] = low;
      out.upper[o * inner + j] = high;
    }
  }
}

/** Lower bound of a + b: the sum itself where its rounding error (Knuth's TwoSum) is zero. */
function addBelow(a: number, b: number): number {
  const s = a + b;
  const part = s - a;
  return a - (s - part) + (b - part) === 0 ? s : below(s);
}

/** Largest (or smallest) over the rows, of which there is at least one: exact. */
export function extremeBounds(op: 'max' | 'min', a: Bounds, out: Bounds, shape: ReductionShape): void {
  const { outer, length, inner } = shape;
  const choose = op === 'max' ? Math.max : Math.min;
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      let at = o * length * inner + j;
      let low = a.lower[at]!;
      let high = a.upper[at]!;
      for (let k = 1; k < length; k++) {
        at += inner;
        low = choose(low, a.lower[at]!);
        high = choose(high, a.upper[at]!);
      }
      out.lower[o * inner + j] = low;
      out.upper[o * inner + j] = high;
    }
  }
}
