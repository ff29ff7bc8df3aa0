import { Decimal } from 'decimal.js';
import type { Rational } from '../../spec/language/rational.ts';
import type { Bound } from '../enclosure.ts';

/** A closed interval with decimal ends; infinite ends are decimal.js infinities. */
export interface DecimalInterval {
  readonly lo: Decimal;
  readonly hi: Decimal;
}

/** An element of the decimal field; `undefined` is the empty one. */
export type DecimalElement = DecimalInterval | undefined;

/**
 * Interval arithmetic of `digits` significant digits over the five operations that decimal.js rounds correctly in
 * either direction: + - * / and sqrt. Its elementary functions are not used: some of their last digits are wrong
 * under directed rounding, and its logarithm ends at 1,025 digits.
 */
export interface DecimalArithmetic {
  readonly digits: number;
  add(a: DecimalInterval, b: DecimalInterval): DecimalInterval;
  sub(a: DecimalInterval, b: DecimalInterval): DecimalInterval;
  mul(a: DecimalInterval, b: DecimalInterval): DecimalInterval;
  div(a: DecimalInterval, b: DecimalInterval): DecimalElement;
  sqrt(a: DecimalInterval): DecimalElement;
  /** Drops digits beyond the precision, outward. */
  round(a: DecimalInterval): DecimalInterval;
  fromRational(q: Rational): DecimalInterval;
}

const range = { maxE: 9e15, minE: -9e15, toExpNeg: -7, toExpPos: 21 };

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);
export const INFINITE = new Decimal(Number.POSITIVE_INFINITY);
export const MINUS_INFINITE = new Decimal(Number.NEGATIVE_INFINITY);

export const point = (x: Decimal): DecimalInterval => ({ lo: x, hi: x });
export const whole: DecimalInterval = { lo: MINUS_INFINITE, hi: INFINITE };
export const negated = (a: DecimalInterval): DecimalInterval => ({ lo: a.hi.neg(), hi: a.lo.neg() });
export const smaller = (a: Decimal, b: Decimal): Decimal => (a.lte(b) ? a : b);
export const larger = (a: Decimal, b: Decimal): Decimal => (a.gte(b) ? a : b);
/** The sign bit decides, so that no zero has to be made to compare with. */
const isPositive = (a: Decimal): boolean => a.isPositive() && !a.isZero();
/** An integer, exactly: the constructor keeps every digit of a numeral. */
export const integerDecimal = (n: number | bigint): Decimal => new Decimal(n.toString());

const made = new Map<number, DecimalArithmetic>();

export function decimalArithmetic(digits: number): DecimalArithmetic {
  const known = made.get(digits);
  if (known) return known;
  const Down = Decimal.clone({ ...range, precision: digits, rounding: Decimal.ROUND_FLOOR });
  const Up = Decimal.clone({ ...range, precision: digits, rounding: Decimal.ROUND_CEIL });
  type Direction = typeof Down;

  /** 0 times an infinite end is 0: ends bound sets of reals. */
  const times = (direction: Direction, x: Decimal, y: Decimal): Decimal =>
    x.isZero() || y.isZero() ? ZERO : direction.mul(x, y);

  const mul = (a: DecimalInterval, b: DecimalInterval): DecimalInterval => {
    if (isPositive(a.lo) && isPositive(b.lo)) return { lo: times(Down, a.lo, b.lo), hi: times(Up, a.hi, b.hi) };
    const corners: readonly [Decimal, Decimal][] = [
      [a.lo, b.lo],
      [a.lo, b.hi],
      [a.hi, b.lo],
      [a.hi, b.hi],
    ];
    return {
      lo: corners.map(([x, y]) => times(Down, x, y)).reduce(smaller),
      hi: corners.map(([x, y]) => times(Up, x, y)).reduce(larger),
    };
  };

  const reciprocal = (b: DecimalInterval): DecimalInterval => ({
    lo: b.hi.isZero() ? MINUS_INFINITE : Down.div(ONE, b.hi),
    hi: b.lo.isZero() ? INFINITE : Up.div(ONE, b.lo),
  });

  const div = (a: DecimalInterval, b: DecimalInterval): DecimalElement => {
    if (isPositive(a.lo) && isPositive(b.lo) && a.hi.isFinite() && b.hi.isFinite()) {
      return { lo: Down.div(a.lo, b.hi), hi: Up.div(a.hi, b.lo) };
    }
    if (b.lo.isZero() && b.hi.isZero()) return undefined;
    if (a.lo.isZero() && a.hi.isZero()) return point(ZERO);
    if (b.lo.lt(0) && b.hi.gt(0)) return whole;
    const finite = [a.lo, a.hi, b.lo, b.hi].every((x) => x.isFinite());
    if (!finite || b.lo.isZero() || b.hi.isZero()) return mul(a, reciprocal(b));
    const quotients = (direction: Direction): Decimal[] =>
      [a.lo, a.hi].flatMap((x) => [direction.div(x, b.lo), direction.div(x, b.hi)]);
    return { lo: quotients(Down).reduce(smaller), hi: quotients(Up).reduce(larger) };
  };

  const arithmetic: DecimalArithmetic = {
    digits,
    add: (a, b) => ({ lo: Down.add(a.lo, b.lo), hi: Up.add(a.hi, b.hi) }),
    sub: (a, b) => ({ lo: Down.sub(a.lo, b.hi), hi: Up.sub(a.hi, b.lo) }),
    mul,
    div,
    sqrt: (a) => (a.hi.lt(0) ? undefined : { lo: a.lo.lt(0) ? ZERO : Down.sqrt(a.lo), hi: Up.sqrt(a.hi) }),
    round: (a) => ({
      lo: a.lo.toSignificantDigits(digits, Decimal.ROUND_FLOOR),
      hi: a.hi.toSignificantDigits(digits, Decimal.ROUND_CEIL),
    }),
    fromRational: (q) => {
      const num = integerDecimal(q.num);
      const den = integerDecimal(q.den);
      return { lo: Down.div(num, den), hi: Up.div(num, den) };
    },
  };
  made.set(digits, arithmetic);
  return arithmetic;
}

/**
 * The value of a numeral `-d.ddde+n`. A denominator 10^k shares only factors 2 and 5 with the digits, which are fewer
 * than the digits; the general greatest common divisor would be slow where k is in the thousands.
 */
function inLowestTerms(numeral: string): Rational {
  const [significand, power] = numeral.split('e') as [string, string];
  const fraction = significand.split('.')[1] ?? '';
  const exponent = Number(power) - fraction.length;
  let num = BigInt(significand.replace('.', ''));
  if (exponent >= 0) return { num: num * 10n ** BigInt(exponent), den: 1n };
  let [twos, fives] = [-exponent, -exponent];
  for (; twos > 0 && num % 2n === 0n; twos--) num /= 2n;
  for (; fives > 0 && num % 5n === 0n; fives--) num /= 5n;
  return { num, den: (5n ** BigInt(fives)) << BigInt(twos) };
}

/** Ends beyond 10^+-EXPONENT are shown by `bounds` as infinite, zero, or that power. */
const EXPONENT = 10_000;

/** An end as an exact rational, or, far outside every format, a bound on its outer side. */
export function toBound(x: Decimal, up: boolean): Bound {
  if (x.isNaN()) throw new Error('an interval end became NaN');
  if (!x.isFinite()) return x.isPositive() ? 'inf' : '-inf';
  if (x.isZero()) return { num: 0n, den: 1n };
  const sign = x.isPositive() ? 1n : -1n;
  if (Math.abs(x.e) > EXPONENT) {
    const away = x.isPositive() === up;
    if (x.e > 0) return away ? (up ? 'inf' : '-inf') : { num: sign * 10n ** BigInt(EXPONENT), den: 1n };
    return away ? { num: sign, den: 10n ** BigInt(EXPONENT) } : { num: 0n, den: 1n };
  }
  return inLowestTerms(x.toExponential());
}
