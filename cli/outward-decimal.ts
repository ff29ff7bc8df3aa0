import type { Bound, Enclosure } from '../reference/enclosure.ts';
import type { Rational } from '../spec/language/rational.ts';

/**
 * Significant digits of the ends of an enclosure: 17 tell float64 values apart, and an end must lie well inside the
 * gap between two of them to show what was proved.
 */
const DIGITS = 40;

/** `floor(a / b)` for b > 0, also for negative `a`. */
const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return quotient * b > a ? quotient - 1n : quotient;
};

/** floor(log10 |q|) or one more, from the lengths of the numerals; exact enough to choose a number of digits. */
const magnitude = ({ num, den }: Rational): number => (num < 0n ? -num : num).toString().length - den.toString().length;

function roundDown(q: Rational): string {
  if (q.num === 0n) return '0';
  const shift = DIGITS - magnitude(q);
  const scaled =
    shift >= 0 ? floorDivide(q.num * 10n ** BigInt(shift), q.den) : floorDivide(q.num, q.den * 10n ** BigInt(-shift));
  return decimalOf(scaled, -shift);
}

/** `significand * 10^exponent` without trailing zeros: plain where short, else scientific. */
function decimalOf(significand: bigint, exponent: number): string {
  if (significand === 0n) return '0';
  const sign = significand < 0n ? '-' : '';
  const all = (significand < 0n ? -significand : significand).toString();
  const digits = all.replace(/0+$/, '');
  const point = all.length + exponent;
  if (point > 21 || point < -5) {
    const tail = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits[0]}${tail}e${point - 1 < 0 ? '-' : '+'}${Math.abs(point - 1)}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const negate = (text: string): string => (text === '0' ? text : text.startsWith('-') ? text.slice(1) : `-${text}`);

function lower(bound: Bound): string {
  return typeof bound === 'string' ? bound : roundDown(bound);
}

function upper(bound: Bound): string {
  return typeof bound === 'string' ? bound : negate(roundDown({ num: -bound.num, den: bound.den }));
}

/** The ends of an enclosure as decimals, rounded outward: what they enclose is still proved to lie between them. */
export function outwardDecimals(enclosure: Enclosure): [lower: string, upper: string] {
  return [lower(enclosure.lower), upper(enclosure.upper)];
}
