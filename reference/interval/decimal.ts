import type { Decimal } from 'decimal.js';
import type { Bound } from '../enclosure.ts';
import {
  type DecimalElement,
  type DecimalInterval,
  decimalArithmetic,
  INFINITE,
  integerDecimal,
  larger,
  MINUS_INFINITE,
  negated,
  ONE,
  point,
  smaller,
  toBound,
  ZERO,
} from './decimal-arithmetic.ts';
import { decimalErf, decimalErfc } from './decimal-error-function.ts';
import {
  type DecimalFunction,
  decimalCosh,
  decimalExp,
  decimalExpm1,
  decimalLog,
  decimalLog1p,
  decimalPi,
  decimalSinh,
  decimalTanh,
  UNIT,
} from './decimal-functions.ts';
import { decimalCos, decimalSin } from './decimal-trigonometry.ts';
import type { IntervalField } from './field.ts';

export type { DecimalElement };

const absolute = (a: DecimalInterval): DecimalInterval =>
  a.lo.gte(0) ? a : a.hi.lte(0) ? negated(a) : { lo: ZERO, hi: larger(a.lo.neg(), a.hi) };

function integerPower(a: DecimalInterval, n: number, digits: number): DecimalElement {
  if (n === 0) return UNIT;
  // Each product may double the relative error and there are log2 n squarings: log10 n guard digits and a few.
  const A = decimalArithmetic(digits + 4 + Math.ceil(Math.log10(Math.abs(n))));
  if (n < 0) {
    const inverse = integerPower(a, -n, A.digits);
    return inverse && A.div(UNIT, inverse);
  }
  // An even power forgets the sign, an odd one is increasing: both come from the powers of non-negative ends.
  const raise = (x: Decimal): DecimalInterval => {
    let square = point(x.abs());
    let result: DecimalInterval | undefined;
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = result ? A.mul(result, square) : square;
      if (rest > 1) square = A.mul(square, square);
    }
    return x.isNegative() && n % 2 === 1 ? negated(result!) : result!;
  };
  const base = n % 2 === 1 ? a : absolute(a);
  return { lo: raise(base.lo).lo, hi: raise(base.hi).hi };
}

function realPower(a: DecimalInterval, b: DecimalInterval, digits: number): DecimalElement {
  if (a.hi.lt(0)) return undefined;
  const base = a.lo.lt(0) ? { lo: ZERO, hi: a.hi } : a;
  const zeroToZero = base.lo.isZero() && b.lo.lte(0) && b.hi.gte(0);
  if (base.hi.isZero()) {
    if (b.hi.lt(0)) return undefined;
    return { lo: zeroToZero && b.hi.isZero() ? ONE : ZERO, hi: zeroToZero ? ONE : ZERO };
  }
  const exponent = (d: number): DecimalInterval => {
    const left = decimalLog(base.lo, d);
    return decimalArithmetic(d).mul(b, base.lo.eq(base.hi) ? left : { lo: left.lo, hi: decimalLog(base.hi, d).hi });
  };
  // The relative error of a power is the absolute error of its exponent: digits before the point are extra.
  const rough = exponent(10);
  const before = Math.max(0, ...[rough.lo, rough.hi].map((x) => (x.isFinite() && !x.isZero() ? x.e + 1 : 0)));
  const { lo, hi } = exponent(digits + 6 + Math.min(before, 20));
  const raised = { lo: decimalExp(lo, digits).lo, hi: decimalExp(hi, digits).hi };
  return zeroToZero ? { lo: smaller(raised.lo, ONE), hi: larger(raised.hi, ONE) } : raised;
}

/**
 * The decimal tier, the arbiter: intervals with decimal.js ends of `digits` significant digits. It shares with the
 * bigint tier only the interface: other base, other series, other argument reductions.
 */
export function decimalField(digits: number): IntervalField<DecimalElement> {
  const A = decimalArithmetic(digits);
  const lift = (f: (a: DecimalInterval) => DecimalElement) => (a: DecimalElement) => {
    const result = a && f(a);
    return result && A.round(result);
  };
  const lift2 =
    (f: (a: DecimalInterval, b: DecimalInterval) => DecimalElement) =>
    (a: DecimalElement, b: DecimalElement): DecimalElement => {
      const result = a && b && f(a, b);
      return result && A.round(result);
    };
  const increasing = (f: DecimalFunction) => {
    // A sum over pairs asks for the same differences many times, and a value costs a hundred times what its key does.
    const known = new Map<string, DecimalInterval>();
    const at = (x: Decimal): DecimalInterval => {
      const key = x.toString();
      const value = known.get(key) ?? f(x, digits);
      known.set(key, value);
      return value;
    };
    return lift((a) => {
      const left = at(a.lo);
      return a.lo.eq(a.hi) ? left : { lo: left.lo, hi: at(a.hi).hi };
    });
  };
  const cosh = increasing(decimalCosh);
  const log = increasing(decimalLog);
  const log1p = increasing(decimalLog1p);
  const end = (bound: Bound, up: boolean): Decimal => {
    if (typeof bound === 'string') return bound === 'inf' ? INFINITE : MINUS_INFINITE;
    const { lo, hi } = A.fromRational(bound);
    return up ? hi : lo;
  };
  const signOf = (x: Decimal): Decimal => integerDecimal(x.isZero() ? 0 : x.isPositive() ? 1 : -1);
  return {
    name: 'decimal',
    bits: Math.floor(digits * Math.log2(10)),
    precision: (bits) => decimalField(Math.ceil(bits * Math.log10(2))),
    fromRational: A.fromRational,
    fromBounds: (lower, upper) => ({ lo: end(lower, false), hi: end(upper, true) }),
    bounds: (a) => a && { lower: toBound(a.lo, false), upper: toBound(a.hi, true) },
    add: lift2(A.add),
    sub: lift2(A.sub),
    mul: lift2(A.mul),
    div: lift2(A.div),
    neg: (a) => a && negated(a),
    abs: (a) => a && absolute(a),
    min: lift2((a, b) => ({ lo: smaller(a.lo, b.lo), hi: smaller(a.hi, b.hi) })),
    max: lift2((a, b) => ({ lo: larger(a.lo, b.lo), hi: larger(a.hi, b.hi) })),
    power: (a, n) => lift((base) => integerPower(base, n, digits))(a),
    pow: lift2((a, b) => realPower(a, b, digits)),
    sqrt: lift(A.sqrt),
    exp: increasing(decimalExp),
    expm1: increasing(decimalExpm1),
    log: (a) => (a?.hi.lte(0) ? undefined : log(a)),
    log1p: (a) => (a?.hi.lte(-1) ? undefined : log1p(a)),
    tanh: increasing(decimalTanh),
    sinh: increasing(decimalSinh),
    cosh: (a) => cosh(a && absolute(a)),
    erf: increasing(decimalErf),
    erfc: lift((a) => ({ lo: decimalErfc(a.hi, digits).lo, hi: decimalErfc(a.lo, digits).hi })),
    sin: lift((a) => decimalSin(a, digits)),
    cos: lift((a) => decimalCos(a, digits)),
    floor: lift((a) => ({ lo: a.lo.floor(), hi: a.hi.floor() })),
    sign: lift((a) => ({ lo: signOf(a.lo), hi: signOf(a.hi) })),
    pi: () => A.round(decimalPi(digits)),
    e: () => A.round(decimalExp(ONE, digits)),
    hull: (a, b) => (a && b ? { lo: smaller(a.lo, b.lo), hi: larger(a.hi, b.hi) } : (a ?? b)),
    compare: (a, b) => {
      if (!a || !b) return 'unknown';
      if (a.hi.lt(b.lo)) return 'less';
      if (a.lo.gt(b.hi)) return 'greater';
      return a.lo.eq(b.hi) && a.hi.eq(b.lo) ? 'equal' : 'unknown';
    },
    atMost: (a, b) => a !== undefined && b !== undefined && a.hi.lte(b.lo),
    integer: (a) => (a?.lo.eq(a.hi) && a.lo.isInteger() && a.lo.abs().lt(2 ** 31) ? a.lo.toNumber() : undefined),
  };
}
