import type { Rational } from '../../spec/language/rational.ts';
import type { Bounds } from './arithmetic.ts';
import { above, below } from './outward.ts';

/**
 * By how much an evaluation is loosened to become the *mixed* class (docs/terms.md): what rounding of inputs excuses.
 * All numbers are non-negative; zero leaves exact what is exact.
 */
export interface Widening64 {
  /** Each occurrence of the symbol x becomes x(1 +- relative). */
  relative(key: string): number;
  /** Each occurrence of a literal or constant l becomes l(1 +- literal(l)); pi and e are passed as near rationals. */
  literal(q: Rational): number;
  /** Added outward at each rounded operation: one smallest subnormal of the subject's format. */
  readonly underflow: number;
  /** Each term of a chain of n additions becomes term(1 +- n addition) (`../additions.ts`). */
  readonly addition: number;
}

/** Lower end of [l, u](1 +- w), w >= 0. */
function widenedBelow(l: number, u: number, w: number): number {
  if (w === 0) return l;
  const a = l === 0 ? 0 : below(l - above(w * Math.abs(l)));
  if (w < 1) return a;
  return Math.min(a, u === 0 ? 0 : below(u - above(w * Math.abs(u))));
}

/** Upper end of [l, u](1 +- w), w >= 0. */
function widenedAbove(l: number, u: number, w: number): number {
  return -widenedBelow(-u, -l, w);
}

/** `out` = a(1 +- w), rounded outward; empty elements stay empty. */
export function widenRelative(a: Bounds, w: number, out: Bounds, n: number): void {
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    const u = a.upper[i]!;
    const empty = l > u;
    out.lower[i] = empty ? l : widenedBelow(l, u, w);
    out.upper[i] = empty ? u : widenedAbove(l, u, w);
  }
}

/** In place: each element +- `amount`, rounded outward; empty elements stay empty. */
export function widenAbsolute(a: Bounds, amount: number, n: number): void {
  const { lower, upper } = a;
  for (let i = 0; i < n; i++) {
    const l = lower[i]!;
    const u = upper[i]!;
    if (l > u) continue;
    lower[i] = below(l - amount);
    upper[i] = above(u + amount);
  }
}
