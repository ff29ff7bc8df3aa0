import type { Rational } from '../spec/language/rational.ts';
import * as general from '../spec/language/rational.ts';
import { bitLength } from './bit-length.ts';

/**
 * Sums and products of rationals that need no greatest common divisor where both denominators are powers of two, as
 * those of all float values are. Euclid's algorithm on numbers of some hundred bits costs more than everything else
 * that the exact tier does.
 */

const isPowerOfTwo = (n: bigint): boolean => (n & (n - 1n)) === 0n;

/** `num / den` in lowest terms, for a denominator that is a power of two. */
function reduce(num: bigint, den: bigint): Rational {
  if (num === 0n) return general.ZERO;
  const twos = Math.min(bitLength(num & -num), bitLength(den)) - 1;
  return twos === 0 ? { num, den } : { num: num >> BigInt(twos), den: den >> BigInt(twos) };
}

export function addRational(a: Rational, b: Rational): Rational {
  if (!isPowerOfTwo(a.den) || !isPowerOfTwo(b.den)) return general.addRational(a, b);
  const shift = BigInt(bitLength(a.den) - bitLength(b.den));
  return shift >= 0n ? reduce(a.num + (b.num << shift), a.den) : reduce((a.num << -shift) + b.num, b.den);
}

export const multiplyRational = (a: Rational, b: Rational): Rational =>
  isPowerOfTwo(a.den) && isPowerOfTwo(b.den) ? reduce(a.num * b.num, a.den * b.den) : general.multiplyRational(a, b);
