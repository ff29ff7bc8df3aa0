import type { Rational } from '../../spec/language/rational.ts';
import { type Bound, compareBounds, type Enclosure } from '../enclosure.ts';
import { exponentOf, powerOfTwoNumber } from './bits.ts';
import type { Format } from './format.ts';
import { floorLog2 } from './ulp.ts';

/** `numerator / denominator` to the nearest integer, ties to even; both non-negative. */
function nearestInteger(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/**
 * The value of the format nearest to `q`, ties to even (IEEE 754-2019, 4.3.1): one rounding, gradual underflow,
 * `+-Infinity` from the midpoint above the largest value on. Zero is `+0`; a `q` that underflows keeps its sign.
 */
export function roundRational(format: Format, q: Rational): number {
  if (q.num === 0n) return 0;
  const negative = q.num < 0n;
  const numerator = negative ? -q.num : q.num;
  const exponent = Math.max(floorLog2(q), format.emin);
  if (exponent > format.emax) return negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const unit = exponent - format.precision + 1;
  const units =
    unit >= 0 ? nearestInteger(numerator, q.den << BigInt(unit)) : nearestInteger(numerator << BigInt(-unit), q.den);
  const value =
    exponent === format.emax && units >> BigInt(format.precision) !== 0n
      ? Number.POSITIVE_INFINITY
      : Number(units) * powerOfTwoNumber(unit);
  return negative ? -value : value;
}

/** `x` rounded once to the format, ties to even; NaN, infinities and the sign of zero are kept. */
export function roundNumber(format: Format, x: number): number {
  if (format.name === 'float64' || x === 0 || !Number.isFinite(x)) return x;
  if (format.name === 'float32') return Math.fround(x);
  const exponent = Math.max(exponentOf(x), format.emin);
  if (exponent > format.emax) return x > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const unit = exponent - format.precision + 1;
  // Scaling by a power of two is exact here: the product is below 2^precision, and a lost tail of a float64
  // subnormal is far below half a unit of these formats.
  const units = Math.abs(x) * powerOfTwoNumber(-unit);
  const below = Math.floor(units);
  const rest = units - below;
  const nearest = rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
  const value = nearest * powerOfTwoNumber(unit);
  const finite = value < powerOfTwoNumber(format.emax) * 2 ? value : Number.POSITIVE_INFINITY;
  return x < 0 ? -finite : finite;
}

/** The same for an end of an enclosure, which may be infinite. */
export const roundBound = (format: Format, bound: Bound): number =>
  bound === 'inf'
    ? Number.POSITIVE_INFINITY
    : bound === '-inf'
      ? Number.NEGATIVE_INFINITY
      : roundRational(format, bound);

/**
 * The one value of the format to which every real of the enclosure rounds, or `undefined` while several are possible.
 *
 * Where all of them round to zero the sign is that of the enclosure's nonzero end: `[-t, 0]` gives -0, `[0, t]` and
 * `[0, 0]` give +0, and an enclosure with both signs inside is not decided.
 */
export function roundEnclosure(format: Format, enclosure: Enclosure): number | undefined {
  const { lower, upper } = enclosure;
  const below = roundBound(format, lower);
  const above = compareBounds(lower, upper) === 0 ? below : roundBound(format, upper);
  if (below === 0 && above === 0) {
    const zero = { num: 0n, den: 1n };
    const negative = compareBounds(lower, zero) < 0;
    if (negative && compareBounds(upper, zero) > 0) return undefined;
    return negative ? -0 : 0;
  }
  return below === above ? below : undefined;
}

/**
 * The same where the sign of a zero does not count: an enclosure that has both signs inside, and rounds to zero from end
 * to end, gives +0. Where the exact value is 0, or two terms vanish in the distance, no precision would tell more.
 */
export function roundUnsignedZero(format: Format, enclosure: Enclosure): number | undefined {
  const value = roundEnclosure(format, enclosure);
  if (value !== undefined) return value;
  const { lower, upper } = enclosure;
  return roundBound(format, lower) === 0 && roundBound(format, upper) === 0 ? 0 : undefined;
}
