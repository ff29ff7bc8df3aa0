import type { Comparison } from '../../spec/language/expression.ts';
import type { Bounds } from './arithmetic.ts';

/** Truth of a condition for one element. */
export const FALSE = 0;
export const TRUE = 1;
export const UNDECIDED = 2;

function lessThan(strict: boolean, l: number, u: number, m: number, v: number): number {
  // [l, u] against [m, v]: certainly less, certainly not, or neither.
  if (strict ? u < m : u <= m) return TRUE;
  if (strict ? l >= v : l > v) return FALSE;
  return UNDECIDED;
}

function equal(l: number, u: number, m: number, v: number): number {
  if (u < m || v < l) return FALSE;
  return l === u && m === v && l === m ? TRUE : UNDECIDED;
}

function compare(op: Comparison, l: number, u: number, m: number, v: number): number {
  switch (op) {
    case '<':
      return lessThan(true, l, u, m, v);
    case '<=':
      return lessThan(false, l, u, m, v);
    case '>':
      return lessThan(true, m, v, l, u);
    case '>=':
      return lessThan(false, m, v, l, u);
    case '=':
      return equal(l, u, m, v);
    case '!=': {
      const same = equal(l, u, m, v);
      return same === UNDECIDED ? UNDECIDED : 1 - same;
    }
  }
}

/** Conjoins `left op right` to `truth`, which starts as TRUE everywhere: false wins, then undecided. */
export function compareBounds(
  op: Comparison,
  left: Bounds,
  maskLeft: number,
  right: Bounds,
  maskRight: number,
  truth: Uint8Array,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const j = i & maskLeft;
    const k = i & maskRight;
    const part = compare(op, left.lower[j]!, left.upper[j]!, right.lower[k]!, right.upper[k]!);
    if (part === FALSE || truth[i] === FALSE) truth[i] = FALSE;
    else if (part === UNDECIDED) truth[i] = UNDECIDED;
  }
}

/** The branch that the condition chooses; the hull of both where it is undecided. Exact. */
export function selectBounds(
  truth: Uint8Array,
  then: Bounds,
  maskThen: number,
  otherwise: Bounds,
  maskOtherwise: number,
  out: Bounds,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const j = i & maskThen;
    const k = i & maskOtherwise;
    const chosen = truth[i]!;
    const lower =
      chosen === TRUE
        ? then.lower[j]!
        : chosen === FALSE
          ? otherwise.lower[k]!
          : Math.min(then.lower[j]!, otherwise.lower[k]!);
    const upper =
      chosen === TRUE
        ? then.upper[j]!
        : chosen === FALSE
          ? otherwise.upper[k]!
          : Math.max(then.upper[j]!, otherwise.upper[k]!);
    out.lower[i] = lower;
    out.upper[i] = upper;
    if (lower === Infinity && upper === -Infinity) out.empty = true;
  }
}
