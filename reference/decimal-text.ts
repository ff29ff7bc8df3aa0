import { absRational, type Rational } from '../spec/language/rational.ts';

/**
 * A rational as decimal text with at most `digits` significant digits, rounded half away from zero; scientific
 * notation outside 1e-7 .. 1e21, as JavaScript writes numbers. For people: enclosures keep their exact ends.
 */
export function decimalText(q: Rational, digits = 20): string {
  if (q.num === 0n) return '0';
  const { num, den } = absRational(q);
  // Estimate of floor(log10): the difference of lengths is it or one more.
  let exponent = num.toString().length - den.toString().length;
  if (num * 10n ** BigInt(Math.max(0, -exponent)) < den * 10n ** BigInt(Math.max(0, exponent))) exponent--;
  const shift = digits - 1 - exponent;
  const scaledNum = shift >= 0 ? num * 10n ** BigInt(shift) : num;
  const scaledDen = shift >= 0 ? den : den * 10n ** BigInt(-shift);
  let significand = ((2n * scaledNum + scaledDen) / (2n * scaledDen)).toString();
  if (significand.length > digits) exponent++;
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
