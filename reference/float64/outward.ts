/**
 * Directed rounding from round-to-nearest, after Rump, Zimmermann, Boldo, Melquiond: "Computing predecessor and
 * successor in rounding to nearest", BIT 49 (2009), algorithm 1.
 *
 * With u = 2^-53, eta = 2^-1074, phi = u(1 + 2u) and e = fl(fl(phi |s|) + eta), `fl(s - e) <= pred(s)` for every
 * finite s, and the mirror image. Derivation, for 2^E <= |s| < 2^(E+1):
 *
 * - Normal range with |s| >= 2^-968, so that phi |s| does not underflow: phi |s| >= u(1 + 2u) 2^E, which is itself a float, so by
 *   monotonicity e >= u(1 + 2u) 2^E. The float next to s on either side is at most 2u 2^E away, so s - e lies
 *   strictly beyond the midpoint between s and that neighbour and rounds to the neighbour or further.
 * - Smaller |s|: fl(phi |s|) >= phi |s| - eta/2, so e >= phi |s| + eta/2, which is more than u 2^E, and e >= eta. In the
 *   subnormal range, where the spacing is eta, s - e is exact and at least one spacing away.
 *
 * If s = fl(a op b) for one of + - * / sqrt, the exact result lies within half a spacing of s, hence strictly
 * between pred(s) and succ(s): `below(s)` and `above(s)` bound it. An overflow to s = +Infinity means that the exact
 * result is larger than MAX_VALUE (it was at least MAX_VALUE + half a spacing), or that an operand was infinite:
 * [MAX_VALUE, +Infinity]. There s - e is Infinity - Infinity = NaN, which is how the case is recognised without a
 * test in the common path. NaN itself (0 * Infinity, Infinity - Infinity, 0 / 0) bounds nothing: the whole line.
 */

/** Unit roundoff of float64. */
export const U = 2 ** -53;
/** Smallest positive float64, 2^-1074. */
export const ETA = Number.MIN_VALUE;
/** Largest finite float64. */
export const MAX = Number.MAX_VALUE;
/** u(1 + 2u), a float64. */
export const PHI = U * (1 + 2 * U);

/** A float64 at or below every real number that rounds to `s`; at most two floats below `s`. */
export function below(s: number): number {
  const bound = s - (PHI * Math.abs(s) + ETA);
  if (Number.isNaN(bound)) return s === Infinity ? MAX : -Infinity;
  return bound;
}

/** A float64 at or above every real number that rounds to `s`; at most two floats above `s`. */
export function above(s: number): number {
  const bound = s + (PHI * Math.abs(s) + ETA);
  if (Number.isNaN(bound)) return s === -Infinity ? -MAX : Infinity;
  return bound;
}
