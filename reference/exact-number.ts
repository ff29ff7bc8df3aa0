import {
  compareRational,
  divideRational,
  negateRational,
  ONE,
  powerRational,
  type Rational,
  rational,
  ZERO,
} from '../spec/language/rational.ts';
import { addRational, multiplyRational } from './dyadic-rational.ts';
import { integerRoot } from './interval/dyadic.ts';

/**
 * A number that the exact tier can hold: `coefficient * sqrt(radicand) * pi^pi`.
 *
 * `radicand` is positive, and 1 whenever it is the square of a rational; zero has coefficient 0, radicand 1, pi 0.
 */
export interface ExactNumber {
  readonly coefficient: Rational;
  readonly radicand: Rational;
  readonly pi: number;
}

export const exactRational = (q: Rational): ExactNumber => ({ coefficient: q, radicand: ONE, pi: 0 });
export const EXACT_PI: ExactNumber = { coefficient: ONE, radicand: ONE, pi: 1 };

/** The rational that a number is, if it is one. */
export const asRational = (a: ExactNumber): Rational | undefined =>
  a.pi === 0 && isOne(a.radicand) ? a.coefficient : undefined;

const isOne = (q: Rational): boolean => q === ONE || (q.num === 1n && q.den === 1n);
const isZero = (a: ExactNumber): boolean => a.coefficient.num === 0n;

/** The rational square root of a non-negative rational in lowest terms, if it has one. */
function rationalRoot(q: Rational): Rational | undefined {
  const num = integerRoot(q.num);
  const den = integerRoot(q.den);
  return num * num === q.num && den * den === q.den ? { num, den } : undefined;
}

function make(coefficient: Rational, radicand: Rational, pi: number): ExactNumber {
  if (coefficient.num === 0n) return exactRational(ZERO);
  const root = isOne(radicand) ? undefined : rationalRoot(radicand);
  return root ? { coefficient: multiplyRational(coefficient, root), radicand: ONE, pi } : { coefficient, radicand, pi };
}

/** Neither has a root in it: what nearly all numbers of a page are. */
const rootless = (a: ExactNumber, b: ExactNumber): boolean => isOne(a.radicand) && isOne(b.radicand);

export function multiplyExact(a: ExactNumber, b: ExactNumber): ExactNumber {
  const radicand = rootless(a, b) ? ONE : multiplyRational(a.radicand, b.radicand);
  return make(multiplyRational(a.coefficient, b.coefficient), radicand, a.pi + b.pi);
}

/** `undefined` for division by zero. */
export function divideExact(a: ExactNumber, b: ExactNumber): ExactNumber | undefined {
  if (isZero(b)) return undefined;
  const radicand = rootless(a, b) ? ONE : divideRational(a.radicand, b.radicand);
  return make(divideRational(a.coefficient, b.coefficient), radicand, a.pi - b.pi);
}

export const negateExact = ({ coefficient, radicand, pi }: ExactNumber): ExactNumber => ({
  coefficient: negateRational(coefficient),
  radicand,
  pi,
});

/** `undefined` where the sum is not of this kind, as 1 + pi or 1 + sqrt 2. */
export function addExact(a: ExactNumber, b: ExactNumber): ExactNumber | undefined {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  if (a.pi !== b.pi) return undefined;
  if (rootless(a, b)) return make(addRational(a.coefficient, b.coefficient), ONE, a.pi);
  // sqrt(r) / sqrt(s) is rational exactly where r/s is a square.
  const ratio = rationalRoot(divideRational(b.radicand, a.radicand));
  return ratio && make(addRational(a.coefficient, multiplyRational(b.coefficient, ratio)), a.radicand, a.pi);
}

export const rootExact = (a: ExactNumber): ExactNumber | undefined => {
  const q = asRational(a);
  return q && q.num >= 0n ? (q.num === 0n ? a : make(ONE, q, 0)) : undefined;
};

export const signOfExact = (a: ExactNumber): -1 | 0 | 1 => compareRational(a.coefficient, ZERO);

/** Order of two numbers: signs first, then squares, which are rational once equal powers of pi are dropped. */
export function compareExact(a: ExactNumber, b: ExactNumber): -1 | 0 | 1 | undefined {
  const signA = signOfExact(a);
  const signB = signOfExact(b);
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  if (a.pi !== b.pi) return undefined;
  if (rootless(a, b)) return compareRational(a.coefficient, b.coefficient);
  const square = (x: ExactNumber): Rational =>
    multiplyRational(multiplyRational(x.coefficient, x.coefficient), x.radicand);
  const order = compareRational(square(a), square(b));
  return signA > 0 ? order : order === 0 ? 0 : order > 0 ? -1 : 1;
}

/** Integer power; 0 to a negative power is `undefined`. */
export function powerExact(a: ExactNumber, n: number): ExactNumber | undefined {
  if (n === 0) return exactRational(ONE);
  if (isZero(a)) return n > 0 ? a : undefined;
  // sqrt(r)^n = r^floor(n/2) sqrt(r)^(n mod 2).
  const half = Math.floor(n / 2);
  const coefficient = multiplyRational(powerRational(a.coefficient, n), powerRational(a.radicand, half));
  return make(coefficient, n % 2 === 0 ? ONE : a.radicand, a.pi * n);
}

/** cos(pi r), where it is a rational or the root of one: at denominators 1, 2, 3, 4 and 6 of r. */
export function cosineOfPiTimes(r: Rational): ExactNumber | undefined {
  // cos is even and has period 2: fold r into [0, 1], remembering the sign from cos(pi - x) = -cos x.
  const period = 2n * r.den;
  const folded = ((r.num % period) + period) % period;
  const first = rational(folded > r.den ? period - folded : folded, r.den);
  const beyondHalf = 2n * first.num > first.den;
  const q = beyondHalf ? rational(first.den - first.num, first.den) : first;
  const value = COSINES.get(`${q.num}/${q.den}`);
  return value && (beyondHalf ? negateExact(value) : value);
}

const COSINES: ReadonlyMap<string, ExactNumber> = new Map([
  ['0/1', exactRational(ONE)],
  ['1/6', { coefficient: rational(1n, 2n), radicand: rational(3n), pi: 0 }],
  ['1/4', { coefficient: ONE, radicand: rational(1n, 2n), pi: 0 }],
  ['1/3', exactRational(rational(1n, 2n))],
  ['1/2', exactRational(ZERO)],
]);
