import type { Rational } from '../../spec/language/rational.ts';
import type { Bounds } from './arithmetic.ts';
import { above, below } from './outward.ts';
import { widenedAbove, widenedBelow } from './reduce.ts';

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
  /** Each term that enters a sum of n terms becomes term(1 +- sumTerm(n)). */
  sumTerm(n: number): number;
}

/** `out` = a(1 +- w), rounded outward. */
export function widenRelative(a: Bounds, w: number, out: Bounds, n: number): void {
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    const u = a.upper[i]!;
    out.lower[i] = widenedBelow(l, u, w);
    out.upper[i] = widenedAbove(l, u, w);
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
