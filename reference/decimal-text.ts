import { absRational, type Rational } from '../spec/language/rational.ts';
import { bitLength } from './bit-length.ts';

/** `num / den` in units of the last of `digits` digits, the first of which stands at 10^exponent; half away from zero. */
function significandAt(num: bigint, den: bigint, exponent: number, digits: number): string {
  const shift = digits - 1 - exponent;
  const scaledNum = shift >= 0 ? num * 10n ** BigInt(shift) : num;
  const scaledDen = shift >= 0 ? den : den * 10n ** BigInt(-shift);
  return ((2n * scaledNum + scaledDen) / (2n * scaledDen)).toString();
}

/**
 * A rational as decimal text with at most `digits` significant digits, rounded half away from zero; scientific
 * notation outside 1e-7 .. 1e21, as JavaScript writes numbers. For people: enclosures keep their exact ends.
 */
export function decimalText(q: Rational, digits = 20): string {
  if (q.num === 0n) return '0';
  const { num, den } = absRational(q);
  // From the lengths in bits: writing numbers of a hundred thousand bits in decimal, to count digits, takes milliseconds.
  // q >= 2^binary, so the estimate is never too large; no multiple of log10(2) up to a million is so near an integer that
  // the product could round over it.
  const binary = bitLength(num) - bitLength(den) - 1;
  let exponent = Math.floor(binary * Math.log10(2));
  let significand = significandAt(num, den, exponent, digits);
  while (significand.length > digits) significand = significandAt(num, den, ++exponent, digits);
  significand = significand.replace(/0+$/, '');
  const sign = q.num < 0n ? '-' : '';
  if (exponent < -7 || exponent > 20) {
    const tail = significand.length > 1 ? `.${significand.slice(1)}` : '';
    return `${sign}${significand[0]}${tail}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${significand}`;
  if (significand.length <= exponent + 1) return sign + significand.padEnd(exponent + 1, '0');
  return `${sign}${significand.slice(0, exponent + 1)}.${significand.slice(exponent + 1)}`;
}
