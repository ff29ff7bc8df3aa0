import {
  divideRational,
  powerRational,
  type Rational,
  rational,
  rationalFromNumber,
  ZERO,
} from '../../../spec/language/rational.ts';
import { expBounds, factorial, LN2, PI } from './elementary-bounds.ts';
import {
  add,
  between,
  divide,
  type Fixed,
  fixed,
  leastSize,
  multiply,
  power,
  size,
  subtract,
} from './fixed-interval.ts';
import {
  distance,
  pieces,
  plain,
  polynomialOfLines,
  type Quantity,
  RunningError,
  run,
  runLines,
  U,
  variable,
} from './running-error.ts';
import { parseFormula, straightLine } from './straight-line.ts';

/**
 * Bounds of the kernels' errors, derived from their source texts: each function here takes the text, follows the arithmetic
 * in it over pieces of the reduced argument, and returns the largest error that it can have, relative to the exact value.
 * Steps that no arithmetic shows (which operations are exact, and why) are arguments in the kernels' own comments; the
 * tests check the numbers those rest on.
 */

export const ONE = fixed(rational(1n));
export const real = (x: number): Fixed => fixed(rationalFromNumber(x));
export const integer = (n: number): Fixed => fixed(rational(BigInt(n)));
export const largest = (values: readonly Fixed[]): Fixed => size(values.reduce((a, b) => (a.hi > b.hi ? a : b)));
export const times = (a: Fixed, b: Fixed): Fixed => size(multiply(a, b));
/** Error over value: an upper bound over a lower one. */
export const relative = (error: Fixed, value: Fixed): Fixed => size(divide(size(error), leastSize(value)));

/** Radius of the reduced argument of exp, and the largest multiple of ln 2 taken off. */
const RADIUS = rational(35n, 100n);
const LARGEST_K = 1077;

/** What r = x - k ln 2 misses for |k| <= `k`, given that x - k LN2_HIGH is exact: the missing bits, two roundings. */
function reductionError(k: number, high: number, low: number): Fixed {
  const count = integer(k);
  const missing = times(count, size(subtract(LN2, add(real(high), real(low)))));
  const product = times(U, times(count, real(low)));
  const before = add(missing, product);
  return add(before, times(U, add(fixed(RADIUS), before)));
}

export interface Reduction {
  readonly high: number;
  readonly low: number;
}

/** (e^r - 1 - r)/r^2 as the source has it, with its distance from the function. */
function tailOf(source: string): { run: (machine: RunningError, r: Quantity) => Quantity; truncation: Fixed } {
  const lines = straightLine(source, 'expTail');
  const taylor = (n: number): Rational => divideRational(rational(1n), factorial(n + 2));
  const polynomial = polynomialOfLines(lines, 'r');
  const next = polynomial.length;
  // Each further term is below R/15 of the one before.
  const rest = multiply(
    fixed(divideRational(powerRational(RADIUS, next), factorial(next + 2))),
    fixed(rational(15n, 14n)),
  );
  return {
    run: (machine, r) => runLines(lines, machine, { names: new Map([['r', r]]) }),
    truncation: distance(polynomial, taylor, fixed(RADIUS), rest),
  };
}

const PIECES = pieces(rational(-RADIUS.num, RADIUS.den), RADIUS, 28);

/** e^x: 1 + (r + r^2 q), whatever k. */
export function proveExp(source: string, { high, low }: Reduction): Fixed {
  const tail = tailOf(source);
  const formula = parseFormula(/scale\((1 \+ .*), k\);/.exec(source)?.[1] ?? '');
  const missing = reductionError(LARGEST_K, high, low);
  return largest(
    PIECES.map((piece) => {
      const machine = new RunningError(piece);
      const r = plain(piece, missing);
      const functions = new Map([['expTail', (argument: Quantity) => tail.run(machine, argument)]]);
      const { error } = run(formula, machine, { names: new Map([['r', r]]), functions });
      const truncation = times(tail.truncation, power(fixed(RADIUS), 2));
      return relative(add(error, truncation), expBounds(piece));
    }),
  );
}

/** e^x - 1, for k = 0, for 0 < |k| <= 60 with the sum that follows, and beyond 60. */
export function proveExpm1(expSource: string, source: string, { high, low }: Reduction): Fixed {
  const tail = tailOf(expSource);
  const formula = parseFormula(/const t = ([^;]+);/.exec(source)?.[1] ?? '');
  const functions = (machine: RunningError) =>
    new Map([['expTail', (argument: Quantity) => tail.run(machine, argument)]]);
  const near = PIECES.map((piece) => {
    const machine = new RunningError(piece);
    const { range, error } = run(formula, machine, {
      names: new Map([['r', variable()]]),
      functions: functions(machine),
    });
    // Over r: the truncation r^2 T becomes |r| T.
    const truncation = times(tail.truncation, size(piece));
    return relative(add(error, truncation), subtract(range, { lo: 0n, hi: truncation.hi }));
  });
  const far = PIECES.flatMap((piece) => {
    const machine = new RunningError(piece);
    const r = plain(piece, reductionError(LARGEST_K, high, low));
    const t = run(formula, machine, { names: new Map([['r', r]]), functions: functions(machine) });
    const error = add(t.error, times(tail.truncation, power(fixed(RADIUS), 2)));
    const e = expBounds(piece);
    const bounds: Fixed[] = [];
    for (let k = -60; k <= 60; k++) {
      if (k === 0) continue;
      const factor = fixed(k > 0 ? rational(1n << BigInt(k)) : rational(1n, 1n << BigInt(-k)));
      // Over 2^k, so that large and small k are as exact: t + (1 - 2^-k), the value e^r - 2^-k.
      const value = subtract(e, divide(ONE, factor));
      const inexact = Math.abs(k) > 53 ? times(U, size(subtract(ONE, divide(ONE, factor)))) : fixed(ZERO);
      const before = add(error, inexact);
      bounds.push(relative(add(before, times(U, add(size(value), before))), value));
    }
    // Beyond 60: 1 + t, and the 1 that is left out, at most 2^-60 of e^r.
    const before = add(error, fixed(rational(1n, 1n << 60n)));
    bounds.push(relative(add(before, times(U, add(size(e), before))), subtract(e, fixed(rational(1n, 1n << 60n)))));
    return bounds;
  });
  return largest([...near, ...far]);
}

/** |s| for m in [sqrt(1/2), sqrt 2] to more than the float64 constant: (sqrt 2 - 1)/(sqrt 2 + 1) = 0.17157. */
const S_RADIUS = rational(1717n, 10_000n);

/** 2 artanh(s)/s: bound relative to the value, `s` having two rounding errors. */
function twiceAtanh(source: string): { over: (piece: Fixed) => { error: Fixed; value: Fixed } } {
  const lines = straightLine(source, 'twiceAtanh');
  const polynomial = polynomialOfLines(lines, 's');
  const taylor = (n: number): Rational => (n % 2 === 1 ? rational(2n, BigInt(n)) : ZERO);
  const next = polynomial.length + 1;
  // Over s; the ratio of terms is below s^2 < 1/30.
  const omitted = divideRational(powerRational(S_RADIUS, next - 1), rational(BigInt(next), 2n));
  const rest = multiply(fixed(omitted), fixed(rational(30n, 29n)));
  const truncation = distance(polynomial, taylor, fixed(S_RADIUS), rest, 1);
  const two = add(add(U, U), times(U, multiply(integer(4), U)));
  return {
    over: (piece) => {
      const machine = new RunningError(piece);
      const { range, error } = runLines(lines, machine, { names: new Map([['s', variable(two)]]) });
      return { error: add(error, truncation), value: { lo: range.lo - truncation.hi, hi: range.hi + truncation.hi } };
    },
  };
}

const S_PIECES = pieces(ZERO, S_RADIUS, 8);

/** 2 artanh with a quotient that was rounded twice: ln m near 1, and ln(1 + x) near 0. */
export const proveLogNearOne = (source: string): Fixed => {
  const { over } = twiceAtanh(source);
  return largest(S_PIECES.map((piece) => (({ error, value }) => relative(error, value))(over(piece))));
};

/** |e| one by one, then doubling: from 64 on the last rounding is nearly all of the error. */
const EXPONENTS: readonly Fixed[] = [
  ...Array.from({ length: 63 }, (_, i) => integer(i + 1)),
  ...[64, 128, 256, 512].map((e) => between(rational(BigInt(e)), rational(BigInt(e === 512 ? 1075 : 2 * e - 1)))),
];

/** ln x = e LN2_HIGH + (y + e LN2_LOW) for every e but 0, and s of either sign. */
export function proveLogFar(source: string, { high, low }: Reduction): Fixed {
  const { over } = twiceAtanh(source);
  const bounds: Fixed[] = [];
  const missing = size(subtract(LN2, add(real(high), real(low))));
  for (const piece of S_PIECES) {
    const { error, value } = over(piece);
    const [y, mistake] = [multiply(piece, value), times(size(piece), error)];
    for (const count of EXPONENTS) {
      const small = times(count, real(low));
      const inner = add(mistake, add(times(U, small), times(count, missing)));
      const sum = add(inner, times(U, add(add(size(y), small), inner)));
      for (const sign of [1, -1]) {
        const exact = sign > 0 ? add(multiply(count, LN2), y) : subtract(multiply(count, LN2), y);
        bounds.push(relative(add(sum, times(U, add(size(exact), sum))), exact));
      }
    }
  }
  return largest(bounds);
}

const QUARTER = rational(79n, 100n);
const QUARTER_PIECES = pieces(ZERO, QUARTER, 16);

/** Errors of the sine and cosine sums at the r they are given. */
function sums(source: string): { sine: (piece: Fixed) => Fixed; cosine: (piece: Fixed) => Fixed } {
  const bound = (name: string, first: 0 | 1) => {
    const lines = straightLine(source, name);
    const polynomial = polynomialOfLines(lines, 'r');
    const taylor = (n: number): Rational => {
      if (n % 2 !== first) return ZERO;
      const sign = ((n - first) / 2) % 2 === 0 ? 1n : -1n;
      return divideRational(rational(sign), factorial(n));
    };
    // Terms alternate and fall: what is left out is below the first of it.
    const next = polynomial.length + 1;
    const rest = fixed(divideRational(powerRational(QUARTER, next - first), factorial(next)));
    const truncation = distance(polynomial, taylor, fixed(QUARTER), rest, first);
    return (piece: Fixed): Fixed => {
      const machine = new RunningError(piece);
      const { range, error } = runLines(lines, machine, { names: new Map([['r', variable()]]) });
      return relative(add(error, truncation), { lo: range.lo - truncation.hi, hi: range.hi + truncation.hi });
    };
  };
  return { sine: bound('sinTaylor', 1), cosine: bound('cosTaylor', 0) };
}

/**
 * sin and cos of x - k pi/2 with |k| <= 2^16: the bound relative to the value, and the absolute one of the reduction.
 */
export function proveSineAndCosine(source: string, parts: readonly [number, number, number]) {
  const [first, second, third] = parts.map(real) as [Fixed, Fixed, Fixed];
  const count = integer(2 ** 16);
  const tail = times(count, third);
  const missing = times(count, size(subtract(divide(PI, integer(2)), add(add(first, second), third))));
  // After the second part: |r2| <= |r| + tail + missing, rounded once; then the product and the last difference.
  const constantPart = add(add(times(U, add(tail, missing)), times(U, tail)), missing);
  const proportional = add(add(U, U), times(U, multiply(integer(4), U)));
  const absolute = multiply(add(constantPart, times(U, constantPart)), integer(2));
  const { sine, cosine } = sums(source);
  const ends = QUARTER_PIECES.map((piece) => {
    const r = size(piece);
    const square = power(r, 2);
    // sin r >= r (1 - r^2/6), cos r >= 1 - r^2/2.
    const overSine = divide(ONE, subtract(ONE, divide(square, integer(6))));
    const overCosine = divide(r, subtract(ONE, divide(square, integer(2))));
    const [s, c] = [sine(piece), cosine(piece)];
    const moved = (sum: Fixed, condition: Fixed): Fixed =>
      add(sum, times(times(proportional, condition), add(ONE, sum)));
    // |sin'| <= 1 and |cos'| = |sin| <= |r|: of cos the error r rho moves it by at most r^2 rho.
    return [moved(s, overSine), moved(c, times(r, overCosine))];
  });
  return { relative: largest(ends.flat()), absolute: size(absolute) };
}
