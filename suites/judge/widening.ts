import type { Format } from '../../reference/formats/format.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Rational } from '../../spec/language/rational.ts';
import { twoTo } from './float-exponent.ts';

/**
 * What the `mixed` class excuses: every occurrence of an input, state or inexact literal is multiplied by (1 +- K u),
 * every hyper-parameter by (1 +- 2 u_h), every term of a sum of m terms, or of such a sum and what is added to it, by
 * (1 +- (m - 1) u) more, and every rounded operation may lose one underflow.
 *
 * - (1 +- K u): an operation with K units of forward error on exact inputs is, to first order, the exact operation on
 *   inputs perturbed by that much (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 1.5).
 * - 2 u_h: one rounding of the hyper-parameter to the scalar format and one of what is derived from it.
 * - (m - 1) u: bounds the error of m - 1 additions in *any* order relative to each term (`reference/additions.ts`), so no order of summation has to be declared.
 * - underflow: one smallest subnormal, or the smallest normal where results are flushed.
 * - nothing in a condition or a `floor` that is about whole numbers only: those are exact (`Decisions`), and a schedule
 *   that drops a step late, since t (1/k) fell below t/k, is wrong.
 */
export interface JudgingWidening {
  relative(key: string): number;
  literal(value: Rational): number;
  readonly underflow: number;
  /** The same for a result of that size: where K is 0 nothing is rounded, but flushing hits even a copy. */
  result(magnitude: number): number;
  readonly addition: number;
  /** Whole numbers, on which decisions are exact. */
  counts(key: string): boolean;
}

/**
 * Is every value of the symbol a whole number that a subject is given, counts or keeps? Such numbers are exact in every
 * format as long as they are below 2^p, and no run comes near that.
 */
export function isCount(page: Page, key: string): boolean {
  const symbol = page.symbols.get(key);
  if (!symbol || symbol.role === 'output' || symbol.role === 'local') return false;
  return symbol.role === 'time' || symbol.domain.integer;
}

/** Bits between the first and the last one of the binary expansion; infinite where it never ends. */
function significantBits(q: Rational): number {
  if ((q.den & (q.den - 1n)) !== 0n) return Number.POSITIVE_INFINITY;
  let significand = q.num < 0n ? -q.num : q.num;
  while (significand !== 0n && (significand & 1n) === 0n) significand >>= 1n;
  return significand.toString(2).length;
}

/** By literal: each is asked about at every evaluation. */
const knownBits = new WeakMap<Rational, number>();

/** Has `q` a binary expansion of at most `precision` bits (the exponent range is not looked at)? */
export function isExactLiteral(q: Rational, precision: number): boolean {
  let bits = knownBits.get(q);
  if (bits === undefined) knownBits.set(q, (bits = significantBits(q)));
  return bits <= precision;
}

export function judgingWidening(
  page: Page,
  format: Format,
  scalarFormat: Format,
  K: number,
  flushes: boolean,
): JudgingWidening {
  const u = twoTo(-format.precision);
  const inputs = K * u;
  // A scalar format wider than float32 does not make the subject's own rounding of a hyper-parameter any finer
  // than its working format when that is coarser: the hyper-parameter enters operations of the working format,
  // whose own errors K counts.
  const hyper = 2 * twoTo(-scalarFormat.precision);
  const underflow = flushes ? twoTo(format.emin) : twoTo(format.emin - format.precision + 1);
  return {
    relative(key) {
      const role = page.symbols.get(key)?.role;
      if (role === 'hyper') return hyper;
      return role === 'time' ? 0 : inputs;
    },
    literal: (value) => (isExactLiteral(value, format.precision) ? 0 : inputs),
    underflow,
    result: (magnitude) => (K > 0 || (flushes && magnitude < underflow) ? underflow : 0),
    addition: u,
    counts: (key) => isCount(page, key),
  };
}
