import type { Expression } from '../spec/language/expression.ts';
import { HALF, ONE, type Rational, rational, subtractRational, ZERO } from '../spec/language/rational.ts';
import { bitLength } from './bit-length.ts';
import { type Bound, exactValue } from './enclosure.ts';
import { type Environment, evaluate } from './evaluate.ts';
import {
  addExact,
  asRational,
  compareExact,
  cosineOfPiTimes,
  divideExact,
  EXACT_PI,
  type ExactNumber,
  exactRational,
  multiplyExact,
  negateExact,
  powerExact,
  rootExact,
  signOfExact,
} from './exact-number.ts';
import type { IntervalField } from './interval/field.ts';

/** `undefined`: not a number that this tier can hold (which says nothing about whether it is defined). */
type ExactElement = ExactNumber | undefined;

/**
 * Numbers longer than this are left to the interval tiers. Any two float64 values have an exact sum of 2,100 bits and
 * a product of 4,200; coincidences worth deciding here are shorter.
 */
const MAX_BITS = 8_192;

const longer = (q: Rational): number => Math.max(bitLength(q.num), bitLength(q.den));
const bits = (a: ExactNumber): number => Math.max(longer(a.coefficient), longer(a.radicand));

const affordable = (a: ExactElement): ExactElement => (a && bits(a) <= MAX_BITS ? a : undefined);

const both =
  (f: (a: ExactNumber, b: ExactNumber) => ExactElement) =>
  (a: ExactElement, b: ExactElement): ExactElement =>
    a && b && affordable(f(a, b));

/** A function whose only exact value used here is f(point) = value (Lindemann: e^q is no rational for q other than 0). */
const onlyAt =
  (at: Rational, value: Rational) =>
  (a: ExactElement): ExactElement => {
    const q = a && asRational(a);
    return q && q.num === at.num && q.den === at.den ? exactRational(value) : undefined;
  };

/** `a / pi` where it is rational. */
const turns = (a: ExactNumber): Rational | undefined => {
  const quotient = divideExact(a, EXACT_PI);
  return signOfExact(a) === 0 ? ZERO : quotient && asRational(quotient);
};

const pick =
  (wanted: 1 | -1) =>
  (a: ExactNumber, b: ExactNumber): ExactElement => {
    const order = compareExact(a, b);
    return order === undefined ? undefined : order === wanted ? a : b;
  };

function power(a: ExactElement, n: number): ExactElement {
  return a && bits(a) * Math.abs(n) <= MAX_BITS ? powerExact(a, n) : undefined;
}

/**
 * The exact tier as a field, so that one evaluator serves every tier. Its elements are single numbers: a condition
 * that it cannot decide makes the result unknown, never a hull.
 */
export const exactField: IntervalField<ExactElement> = {
  name: 'exact',
  bits: Number.POSITIVE_INFINITY,
  precision: () => exactField,
  fromRational: exactRational,
  fromBounds: (lower: Bound, upper: Bound) => {
    const value = exactValue({ lower, upper });
    return value && exactRational(value);
  },
  bounds: (a) => {
    const q = a && asRational(a);
    return q && { lower: q, upper: q };
  },
  add: both(addExact),
  sub: both((a, b) => addExact(a, negateExact(b))),
  mul: both(multiplyExact),
  div: both(divideExact),
  neg: (a) => a && negateExact(a),
  abs: (a) => a && (signOfExact(a) < 0 ? negateExact(a) : a),
  min: both(pick(-1)),
  max: both(pick(1)),
  power,
  pow: (a, b) => {
    const exponent = b && asRational(b);
    // Half-integers are powers of a square root.
    return exponent?.den === 2n && a && Math.abs(Number(exponent.num)) < 2 ** 31
      ? power(rootExact(a), Number(exponent.num))
      : undefined;
  },
  sqrt: (a) => a && rootExact(a),
  exp: onlyAt(ZERO, ONE),
  expm1: onlyAt(ZERO, ZERO),
  log: onlyAt(ONE, ZERO),
  log1p: onlyAt(ZERO, ZERO),
  tanh: onlyAt(ZERO, ZERO),
  sinh: onlyAt(ZERO, ZERO),
  cosh: onlyAt(ZERO, ONE),
  erf: onlyAt(ZERO, ZERO),
  erfc: onlyAt(ZERO, ONE),
  sin: (a) => {
    const r = a && turns(a);
    return r && cosineOfPiTimes(subtractRational(HALF, r));
  },
  cos: (a) => {
    const r = a && turns(a);
    return r && cosineOfPiTimes(r);
  },
  floor: (a) => {
    const q = a && asRational(a);
    if (!q) return undefined;
    const truncated = q.num / q.den;
    return exactRational(rational(q.num < 0n && truncated * q.den !== q.num ? truncated - 1n : truncated));
  },
  sign: (a) => a && exactRational(rational(BigInt(signOfExact(a)))),
  pi: () => EXACT_PI,
  e: () => undefined,
  hull: (a, b) => (a && b && compareExact(a, b) === 0 ? a : undefined),
  compare: (a, b) => {
    const order = a && b && compareExact(a, b);
    return order === undefined ? 'unknown' : order < 0 ? 'less' : order > 0 ? 'greater' : 'equal';
  },
  atMost: (a, b) => {
    const order = a && b && compareExact(a, b);
    return order !== undefined && order <= 0;
  },
  integer: (a) => {
    const q = a && asRational(a);
    return q && q.den === 1n && q.num < 2n ** 31n && q.num > -(2n ** 31n) ? Number(q.num) : undefined;
  },
};

/**
 * The exact rational value of an expression, where it has one that needs no digits: rationals, square roots, powers
 * of pi, the elementary functions at their rational points, cos(pi r) at denominators 1, 2, 3, 4, 6. Comparisons are
 * decided exactly. `undefined` says only that this tier does not know.
 */
export function evaluateExact(
  expression: Expression,
  environment: Environment,
  bindings?: ReadonlyMap<string, number>,
): Rational | undefined {
  const result = evaluate(exactField, expression, environment, bindings ? { bindings } : {});
  return result && asRational(result);
}
