import type { Bounds } from './arithmetic.ts';
import type { ReductionShape } from './reduce.ts';

/** An operation on an undefined value is undefined: empty elements of an operand become empty elements of `out`. */
export function spreadEmpty(operand: Bounds, mask: number, out: Bounds, n: number): void {
  for (let i = 0; i < n; i++) {
    if (operand.lower[i & mask]! > operand.upper[i & mask]!) {
      out.lower[i] = Infinity;
      out.upper[i] = -Infinity;
      out.empty = true;
    }
  }
}

/** The same for a reduction: one empty term makes the whole result empty. */
export function spreadEmptyTerms(operand: Bounds, out: Bounds, shape: ReductionShape): void {
  const { outer, length, inner } = shape;
  for (let at = 0; at < outer * length * inner; at++) {
    if (operand.lower[at]! > operand.upper[at]!) {
      const to = Math.floor(at / (length * inner)) * inner + (at % inner);
      out.lower[to] = Infinity;
      out.upper[to] = -Infinity;
      out.empty = true;
    }
  }
}
