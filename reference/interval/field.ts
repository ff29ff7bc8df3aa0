import type { Rational } from '../../spec/language/rational.ts';
import type { Bound, Enclosure } from '../enclosure.ts';

/** How two elements lie: `equal` only where both are the same single real, `unknown` where they overlap. */
export type Order = 'less' | 'equal' | 'greater' | 'unknown';

/**
 * Interval arithmetic on elements `T`: each operation's result contains every real that the operation takes on the
 * operands (the natural interval extension). Results are rounded outward, never inward.
 *
 * An element may be *empty*: the operation is defined nowhere on its operands (log of negatives, division by the
 * single number 0). Operands partly outside a domain are clipped to it. `bounds` of an empty element is `undefined`.
 */
export interface IntervalField<T> {
  readonly name: 'exact' | 'bigint' | 'decimal';
  /** Bits of precision of the ends of results. */
  readonly bits: number;
  /** The same arithmetic at another precision. Elements may be carried over. */
  precision(bits: number): IntervalField<T>;

  fromRational(q: Rational): T;
  fromBounds(lower: Bound, upper: Bound): T;
  bounds(a: T): Enclosure | undefined;

  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  /** Unbounded where 0 is inside the divisor, bounded on one side where 0 is an end of it. */
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  min(a: T, b: T): T;
  max(a: T, b: T): T;
  /** `a^n` for an integer |n| < 2^31; `a^0` is 1, also at 0. */
  power(a: T, n: number): T;
  /** Real power of a non-negative base (the base is clipped to it): exp(b log a), and 0^b = 0 for b > 0. */
  pow(a: T, b: T): T;
  sqrt(a: T): T;
  exp(a: T): T;
  expm1(a: T): T;
  log(a: T): T;
  log1p(a: T): T;
  tanh(a: T): T;
  sinh(a: T): T;
  cosh(a: T): T;
  erf(a: T): T;
  erfc(a: T): T;
  sin(a: T): T;
  cos(a: T): T;
  floor(a: T): T;
  sign(a: T): T;
  pi(): T;
  e(): T;

  /** The smallest element that contains both; the other one where one is empty. */
  hull(a: T, b: T): T;
  compare(a: T, b: T): Order;
  /** True when no real of `a` exceeds one of `b`: proves `a <= b` where `compare` only knows that they touch. */
  atMost(a: T, b: T): boolean;
  /** The integer |n| < 2^31 that `a` is exactly and constantly, if it is one: chooses `power` over `pow`. */
  integer(a: T): number | undefined;

  /**
   * Present where elements carry derivatives. `kink` tells whether a comparison of `a` and `b` stands exactly on, or
   * not surely off, the point where it changes while they move; `join` is then used instead of the chosen branch:
   * its value, with what the derivative is on either side.
   */
  readonly kinks?: {
    kink(a: T, b: T): boolean;
    join(chosen: T, other: T): T;
  };
}
