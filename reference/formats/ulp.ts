import { powerOfTwo, type Rational } from '../../spec/language/rational.ts';
import { bitLength } from '../bit-length.ts';
import { powerOfTwoNumber } from './bits.ts';
import type { Format } from './format.ts';

/** floor(log2 |q|), exactly. @throws RangeError for zero */
export function floorLog2(q: Rational): number {
  if (q.num === 0n) throw new RangeError('zero has no logarithm');
  const numerator = q.num < 0n ? -q.num : q.num;
  const guess = bitLength(numerator) - bitLength(q.den);
  const reached = guess >= 0 ? numerator >= q.den << BigInt(guess) : numerator << BigInt(-guess) >= q.den;
  return reached ? guess : guess - 1;
}

/** ulp(t) = 2^(max(floor(log2 |t|), emin) - p + 1) of the exact `t`; of zero: the smallest subnormal. */
export function ulpOf(format: Format, exact: Rational): Rational {
  const exponent = exact.num === 0n ? format.emin : Math.max(floorLog2(exact), format.emin);
  return powerOfTwo(exponent - format.precision + 1);
}

/** u = 2^-p, the largest relative error of one rounding to nearest of a normal value. */
export const unitRoundoff = (format: Format): number => powerOfTwoNumber(-format.precision);

/** eta = 2^(emin - p + 1), the smallest positive value. */
export const smallestSubnormal = (format: Format): number => powerOfTwoNumber(format.emin - format.precision + 1);

/** 2^emin, the smallest positive normal value. */
export const smallestNormal = (format: Format): number => powerOfTwoNumber(format.emin);

/** (2 - 2^(1-p)) 2^emax, the largest finite value. */
export const largestFinite = (format: Format): number =>
  (2 - powerOfTwoNumber(1 - format.precision)) * powerOfTwoNumber(format.emax);
