import type { Rational } from '../../spec/language/rational.ts';
import { bitLength } from '../bit-length.ts';
import type { Bound } from '../enclosure.ts';
import type { BinaryInterval, PointFunction } from './binary.ts';
import { piConstant } from './constants.ts';
import {
  addEnds,
  compareEnds,
  type Dyadic,
  divideEnds,
  greater,
  INFINITE,
  isInfinite,
  lesser,
  MINUS_INFINITE,
  multiplyEnds,
  negate,
  ONE_END,
  rootEnd,
  roundEnd,
  subtractEnds,
  top,
  ZERO_END,
} from './dyadic.ts';
import { erfcPoint, erfPoint } from './error-function.ts';
import { coshPoint, expm1Point, expPoint, sinhPoint, tanhPoint } from './exponential.ts';
import type { IntervalField } from './field.ts';
import { log1pPoint, logPoint } from './logarithm.ts';
import { cosInterval, sinInterval } from './trigonometry.ts';

/** An element of the bigint field; `undefined` is the empty one. */
export type BigintElement = BinaryInterval | undefined;

const WHOLE: BinaryInterval = { lo: MINUS_INFINITE, hi: INFINITE };
const ONE: BinaryInterval = { lo: ONE_END, hi: ONE_END };
const ZERO: BinaryInterval = { lo: ZERO_END, hi: ZERO_END };
const MINUS_ONE_END: Dyadic = { m: -1n, e: 0 };

/**
 * `bounds` shows ends beyond 2^+-EXPONENT as infinite, zero, or that power: a rational number has its exponent
 * written out in bits. All four formats lie far inside.
 */
const EXPONENT = 2 ** 17;

const end = (m: bigint, e: number, p: number, up: boolean): Dyadic => roundEnd(m, e, p, up);

function fromRationalEnd(q: Rational, p: number, up: boolean): Dyadic {
  if (q.den === 1n) return end(q.num, 0, p, up);
  if ((q.den & (q.den - 1n)) === 0n) return end(q.num, 1 - bitLength(q.den), p, up);
  return divideEnds({ m: q.num, e: 0 }, { m: q.den, e: 0 }, p, up);
}

const fromBound = (bound: Bound, p: number, up: boolean): Dyadic =>
  bound === 'inf' ? INFINITE : bound === '-inf' ? MINUS_INFINITE : fromRationalEnd(bound, p, up);

function toBound(a: Dyadic, up: boolean): Bound {
  if (isInfinite(a)) return a.m > 0n ? 'inf' : '-inf';
  const size = top(a);
  if (size > EXPONENT) {
    if (a.m > 0n === up) return up ? 'inf' : '-inf';
    return { num: (a.m > 0n ? 1n : -1n) << BigInt(EXPONENT), den: 1n };
  }
  if (size < -EXPONENT && a.m !== 0n) {
    if (a.m > 0n !== up) return { num: 0n, den: 1n };
    return { num: a.m > 0n ? 1n : -1n, den: 1n << BigInt(EXPONENT) };
  }
  if (a.e >= 0) return { num: a.m << BigInt(a.e), den: 1n };
  // Lowest terms: a mantissa and a power of two share only factors of two.
  const twos = Math.min(-a.e, bitLength(a.m & -a.m) - 1);
  return a.m === 0n ? { num: 0n, den: 1n } : { num: a.m >> BigInt(twos), den: 1n << BigInt(-a.e - twos) };
}

function multiply(a: BinaryInterval, b: BinaryInterval, p: number): BinaryInterval {
  if (a.lo.m >= 0n && b.lo.m >= 0n) {
    const lo = multiplyEnds(a.lo, b.lo, p, false);
    return { lo, hi: multiplyEnds(a.hi, b.hi, p, true) };
  }
  if (a.lo.m < 0n && a.hi.m <= 0n) return negateInterval(multiply(negateInterval(a), b, p));
  if (b.lo.m < 0n && b.hi.m <= 0n) return negateInterval(multiply(a, negateInterval(b), p));
  const low = (x: Dyadic, y: Dyadic): Dyadic => multiplyEnds(x, y, p, false);
  const high = (x: Dyadic, y: Dyadic): Dyadic => multiplyEnds(x, y, p, true);
  if (a.lo.m >= 0n) return { lo: low(a.hi, b.lo), hi: high(a.hi, b.hi) };
  if (b.lo.m >= 0n) return { lo: low(a.lo, b.hi), hi: high(a.hi, b.hi) };
  return {
    lo: lesser(low(a.lo, b.hi), low(a.hi, b.lo)),
    hi: greater(high(a.lo, b.lo), high(a.hi, b.hi)),
  };
}

const negateInterval = (a: BinaryInterval): BinaryInterval => ({ lo: negate(a.hi), hi: negate(a.lo) });

function divide(a: BinaryInterval, b: BinaryInterval, p: number): BigintElement {
  if (b.lo.m === 0n && b.hi.m === 0n) return undefined;
  if (a.lo.m === 0n && a.hi.m === 0n) return ZERO;
  if (b.lo.m < 0n && b.hi.m > 0n) return WHOLE;
  if (b.hi.m <= 0n) return divide(negateInterval(a), negateInterval(b), p);
  // The divisor is now positive, or positive with 0 as an end, where quotients grow without bound.
  const by = (x: Dyadic, y: Dyadic, up: boolean): Dyadic =>
    y.m === 0n ? (x.m === 0n ? ZERO_END : x.m > 0n ? INFINITE : MINUS_INFINITE) : divideEnds(x, y, p, up);
  return {
    lo: by(a.lo, a.lo.m >= 0n ? b.hi : b.lo, false),
    hi: by(a.hi, a.hi.m >= 0n ? b.lo : b.hi, true),
  };
}

/** `x^n` for x >= 0 and n >= 1 by repeated squaring, every product rounded the same way. */
function powerEnd(x: Dyadic, n: number, p: number, up: boolean): Dyadic {
  let result = x;
  for (let bit = 2 ** (30 - Math.clz32(n)); bit >= 1; bit /= 2) {
    result = multiplyEnds(result, result, p, up);
    if (Math.floor(n / bit) % 2 === 1) result = multiplyEnds(result, x, p, up);
  }
  return result;
}

function integerPower(a: BinaryInterval, n: number, p: number): BigintElement {
  if (n === 0) return ONE;
  if (n < 0) {
    const inverse = integerPower(a, -n, p + 4);
    return inverse && divide(ONE, inverse, p);
  }
  // About 2 log2 n roundings, each doubled by the squarings after it: log2 n guard bits and a few keep p.
  const q = p + 36 - Math.clz32(n);
  const magnitude = (x: Dyadic, up: boolean): Dyadic => {
    const raised = powerEnd(x.m < 0n ? negate(x) : x, n, q, up);
    return isInfinite(raised) ? raised : roundEnd(raised.m, raised.e, p, up);
  };
  if (n % 2 === 1) {
    const signed = (x: Dyadic, up: boolean): Dyadic => (x.m < 0n ? negate(magnitude(x, !up)) : magnitude(x, up));
    return { lo: signed(a.lo, false), hi: signed(a.hi, true) };
  }
  if (a.lo.m >= 0n) return { lo: magnitude(a.lo, false), hi: magnitude(a.hi, true) };
  if (a.hi.m <= 0n) return { lo: magnitude(a.hi, false), hi: magnitude(a.lo, true) };
  return { lo: ZERO_END, hi: greater(magnitude(a.lo, true), magnitude(a.hi, true)) };
}

const increasing =
  (point: PointFunction) =>
  (a: BinaryInterval, p: number): BinaryInterval => {
    const left = point(a.lo, p);
    return compareEnds(a.lo, a.hi) === 0 ? left : { lo: left.lo, hi: point(a.hi, p).hi };
  };

const decreasing =
  (point: PointFunction) =>
  (a: BinaryInterval, p: number): BinaryInterval => {
    const right = point(a.hi, p);
    return compareEnds(a.lo, a.hi) === 0 ? right : { lo: right.lo, hi: point(a.lo, p).hi };
  };

const exp = increasing(expPoint);
const log = increasing(logPoint);

function absolute(a: BinaryInterval): BinaryInterval {
  if (a.lo.m >= 0n) return a;
  if (a.hi.m <= 0n) return negateInterval(a);
  return { lo: ZERO_END, hi: greater(negate(a.lo), a.hi) };
}

function realPower(a: BinaryInterval, b: BinaryInterval, p: number): BigintElement {
  if (a.hi.m < 0n) return undefined;
  if (a.hi.m === 0n)
    return b.lo.m > 0n
      ? ZERO
      : b.lo.m === 0n && b.hi.m === 0n
        ? ONE
        : b.hi.m < 0n
          ? undefined
          : { lo: ZERO_END, hi: ONE_END };
  const base = a.lo.m < 0n ? { lo: ZERO_END, hi: a.hi } : a;
  // The relative error of a power is the absolute error of b log a: carry as many more bits as that has before the point.
  const size = (x: BinaryInterval): number => Math.max(top(x.lo), top(x.hi));
  const rough = multiply(b, log(base, 32), 32);
  const guard = Math.min(64, Math.max(0, Number.isFinite(size(rough)) ? size(rough) : 64));
  const q = p + 8 + guard;
  const raised = exp(multiply(b, log(base, q), q), p);
  // 0^0 is 1, which the logarithm of 0 does not see.
  const zeroToZero = base.lo.m === 0n && b.lo.m <= 0n && b.hi.m >= 0n;
  return zeroToZero ? { lo: lesser(raised.lo, ONE_END), hi: greater(raised.hi, ONE_END) } : raised;
}

function floorEnd(a: Dyadic): Dyadic {
  return isInfinite(a) || a.e >= 0 ? a : { m: a.m >> BigInt(Math.min(-a.e, bitLength(a.m) + 1)), e: 0 };
}

const fields = new Map<number, IntervalField<BigintElement>>();

/**
 * The bigint tier: intervals whose ends are `m 2^e` with BigInt `m`, rounded outward to `bits` bits. Elementary
 * functions are bounded at each end by the derivations beside them; arguments of any size are accepted.
 */
export function bigintField(bits: number): IntervalField<BigintElement> {
  let field = fields.get(bits);
  if (!field) fields.set(bits, (field = makeField(bits)));
  return field;
}

function makeField(p: number): IntervalField<BigintElement> {
  const lift = (f: (a: BinaryInterval, p: number) => BigintElement) => (a: BigintElement) => a && f(a, p);
  const lift2 =
    (f: (a: BinaryInterval, b: BinaryInterval) => BigintElement) =>
    (a: BigintElement, b: BigintElement): BigintElement =>
      a && b && f(a, b);
  return {
    name: 'bigint',
    bits: p,
    precision: bigintField,
    fromRational: (q) => {
      const lo = fromRationalEnd(q, p, false);
      return { lo, hi: fromRationalEnd(q, p, true) };
    },
    fromBounds: (lower, upper) => ({ lo: fromBound(lower, p, false), hi: fromBound(upper, p, true) }),
    bounds: (a) => a && { lower: toBound(a.lo, false), upper: toBound(a.hi, true) },
    add: lift2((a, b) => ({ lo: addEnds(a.lo, b.lo, p, false), hi: addEnds(a.hi, b.hi, p, true) })),
    sub: lift2((a, b) => ({ lo: subtractEnds(a.lo, b.hi, p, false), hi: subtractEnds(a.hi, b.lo, p, true) })),
    mul: lift2((a, b) => multiply(a, b, p)),
    div: lift2((a, b) => divide(a, b, p)),
    neg: lift(negateInterval),
    abs: lift(absolute),
    min: lift2((a, b) => ({ lo: lesser(a.lo, b.lo), hi: lesser(a.hi, b.hi) })),
    max: lift2((a, b) => ({ lo: greater(a.lo, b.lo), hi: greater(a.hi, b.hi) })),
    power: (a, n) => a && integerPower(a, n, p),
    pow: lift2((a, b) => realPower(a, b, p)),
    sqrt: lift((a) =>
      a.hi.m < 0n ? undefined : { lo: a.lo.m < 0n ? ZERO_END : rootEnd(a.lo, p, false), hi: rootEnd(a.hi, p, true) },
    ),
    exp: lift(exp),
    expm1: lift(increasing(expm1Point)),
    log: lift((a) => (a.hi.m <= 0n ? undefined : log(a, p))),
    log1p: lift((a) => {
      if (compareEnds(a.hi, MINUS_ONE_END) <= 0) return undefined;
      if (compareEnds(a.lo, MINUS_ONE_END) > 0) return increasing(log1pPoint)(a, p);
      return { lo: MINUS_INFINITE, hi: log1pPoint(a.hi, p).hi };
    }),
    tanh: lift(increasing(tanhPoint)),
    sinh: lift(increasing(sinhPoint)),
    cosh: lift((a, bits) => increasing(coshPoint)(absolute(a), bits)),
    erf: lift(increasing(erfPoint)),
    erfc: lift(decreasing(erfcPoint)),
    sin: lift(sinInterval),
    cos: lift(cosInterval),
    floor: lift((a) => ({ lo: floorEnd(a.lo), hi: floorEnd(a.hi) })),
    sign: lift((a) => ({
      lo: { m: a.lo.m > 0n ? 1n : a.lo.m < 0n ? -1n : 0n, e: 0 },
      hi: { m: a.hi.m > 0n ? 1n : a.hi.m < 0n ? -1n : 0n, e: 0 },
    })),
    pi: () => {
      const units = piConstant(p + 8);
      return { lo: roundEnd(units - 2n, -p - 8, p, false), hi: roundEnd(units + 2n, -p - 8, p, true) };
    },
    e: () => expPoint(ONE_END, p),
    hull: (a, b) => (a && b ? { lo: lesser(a.lo, b.lo), hi: greater(a.hi, b.hi) } : (a ?? b)),
    compare: (a, b) => {
      if (!a || !b) return 'unknown';
      if (compareEnds(a.hi, b.lo) < 0) return 'less';
      if (compareEnds(a.lo, b.hi) > 0) return 'greater';
      return compareEnds(a.lo, b.hi) === 0 && compareEnds(a.hi, b.lo) === 0 ? 'equal' : 'unknown';
    },
    atMost: (a, b) => a !== undefined && b !== undefined && compareEnds(a.hi, b.lo) <= 0,
    integer: (a) => {
      if (!a || compareEnds(a.lo, a.hi) !== 0 || top(a.lo) > 31) return undefined;
      const whole = floorEnd(a.lo);
      if (compareEnds(whole, a.lo) !== 0) return undefined;
      return whole.m === 0n ? 0 : Number(whole.m << BigInt(whole.e));
    },
  };
}
