/**
 * An exact rational number in lowest terms with a positive denominator.
 *
 * Literals of a page, float values and the exact tier of the oracle are all rationals, so no number is rounded
 * before a rigorous tier has decided how.
 */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Euclid's algorithm; once both numbers are safe integers it goes on in float64, where a remainder is exact and fast. */
function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y > LARGEST_SAFE) [x, y] = [y, x % y];
  if (y === 0n) return x;
  let m = Number(y);
  let n = Number(x % y);
  while (n !== 0) [m, n] = [n, m % n];
  return BigInt(m);
}

/** With a power of two only twos are shared: the lowest one bit of `num`, or all of `power`. */
function dyadicGcd(num: bigint, power: bigint): bigint {
  const lowest = num & -num;
  return num !== 0n && lowest < power ? lowest : power;
}

/** `num / den` in lowest terms. @throws RangeError if `den` is zero */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError('a rational number cannot have denominator 0');
  if (den === 1n) return { num, den };
  const divisor = (den & (den - 1n)) === 0n ? dyadicGcd(num, den) : gcd(num, den);
  if (divisor === 1n && den > 0n) return { num, den };
  const sign = den < 0n ? -1n : 1n;
  return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

export const ZERO: Rational = { num: 0n, den: 1n };
export const ONE: Rational = { num: 1n, den: 1n };
export const HALF: Rational = { num: 1n, den: 2n };

const words = new DataView(new ArrayBuffer(8));

/** Number of zero bits below the lowest one bit of a nonzero 32-bit word. */
const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);

/** The exact value of a finite float64. @throws RangeError for NaN and infinities */
export function rationalFromNumber(x: number): Rational {
  if (!Number.isFinite(x)) throw new RangeError(`${x} is not a rational number`);
  if (Number.isSafeInteger(x)) return { num: BigInt(x), den: 1n };
  words.setFloat64(0, x);
  const low = words.getUint32(4);
  const biased = (words.getUint32(0) >>> 20) & 0x7ff;
  const high = (words.getUint32(0) & 0xfffff) | (biased === 0 ? 0 : 0x100000);
  // Stripping the zeros leaves an odd significand: the fraction is then in lowest terms without a gcd.
  const zeros = low !== 0 ? trailingZeros(low) : 32 + trailingZeros(high);
  const exponent = (biased === 0 ? 1 : biased) - 1075 + zeros;
  const significand = BigInt(high * 0x100000000 + low) >> BigInt(zeros);
  const signed = x < 0 ? -significand : significand;
  return exponent >= 0 ? { num: signed << BigInt(exponent), den: 1n } : { num: signed, den: 1n << BigInt(-exponent) };
}

/** The exact value of a decimal numeral such as `-12.5e-3`. @throws SyntaxError if the text is not one */
export function rationalFromDecimal(text: string): Rational {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (!match || whole + fraction === '') throw new SyntaxError(`"${text}" is not a decimal number`);
  const digits = BigInt(whole + fraction) * (match[1] === '-' ? -1n : 1n);
  const exponent = Number(match[4] ?? 0) - fraction.length;
  return exponent >= 0 ? rational(digits * 10n ** BigInt(exponent)) : rational(digits, 10n ** BigInt(-exponent));
}

export const addRational = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den + b.num * a.den, a.den * b.den);
export const subtractRational = (a: Rational, b: Rational): Rational =>
  rational(a.num * b.den - b.num * a.den, a.den * b.den);
export const multiplyRational = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);
/** @throws RangeError if `b` is zero */
export const divideRational = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);
export const negateRational = (a: Rational): Rational => ({ num: -a.num, den: a.den });
export const absRational = (a: Rational): Rational => (a.num < 0n ? negateRational(a) : a);

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compareRational(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Integer power; a negative exponent inverts. @throws RangeError for 0 to a negative power */
export function powerRational(base: Rational, exponent: number): Rational {
  const n = BigInt(Math.abs(exponent));
  const raised = { num: base.num ** n, den: base.den ** n };
  return exponent >= 0 ? raised : rational(raised.den, raised.num);
}

/** `2^exponent` exactly. */
export const powerOfTwo = (exponent: number): Rational =>
  exponent >= 0 ? { num: 1n << BigInt(exponent), den: 1n } : { num: 1n, den: 1n << BigInt(-exponent) };

/** `num/den`, or just `num` when the value is an integer. */
export const formatRational = (a: Rational): string => (a.den === 1n ? `${a.num}` : `${a.num}/${a.den}`);
