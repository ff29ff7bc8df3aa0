import type { ElementaryFunction } from '../../spec/language/expression.ts';
import type { Bounds } from './arithmetic.ts';
import { ERF, ERFC } from './erfc.ts';
import { EXP } from './exp.ts';
import { EXPM1 } from './expm1.ts';
import { COSH, SINH } from './hyperbolic.ts';
import { boundEach, boundEachAbove, boundEachBelow, type Kernel64 } from './kernel.ts';
import { LOG } from './log.ts';
import { LOG1P } from './log1p.ts';
import { above, below } from './outward.ts';
import { COS, SIN, SINCOS_LIMIT } from './sincos.ts';
import { TANH } from './tanh.ts';

/** Every kernel, by function. The remaining functions are exact or a correctly rounded square root. */
export const KERNELS: ReadonlyMap<ElementaryFunction, Kernel64> = new Map(
  [EXP, EXPM1, LOG, LOG1P, TANH, SINH, COSH, ERF, ERFC, SIN, COS].map((k) => [k.name as ElementaryFunction, k]),
);

/** Functions whose result is exact, hence never rounded or widened for underflow. */
export const isExactFunction = (fn: ElementaryFunction): boolean => fn === 'abs' || fn === 'floor' || fn === 'sign';

const isPoint = (a: Bounds): boolean => a.lower === a.upper;

function increasing(kernel: Kernel64, a: Bounds, out: Bounds, n: number): void {
  kernel.each(a.lower, out.lower, n);
  if (isPoint(a)) {
    boundEach(kernel, out.lower, out.upper, n);
    return;
  }
  kernel.each(a.upper, out.upper, n);
  boundEachBelow(kernel, out.lower, n);
  boundEachAbove(kernel, out.upper, n);
}

function decreasing(kernel: Kernel64, a: Bounds, out: Bounds, n: number): void {
  kernel.each(a.upper, out.lower, n);
  if (isPoint(a)) {
    boundEach(kernel, out.lower, out.upper, n);
    return;
  }
  kernel.each(a.lower, out.upper, n);
  boundEachBelow(kernel, out.lower, n);
  boundEachAbove(kernel, out.upper, n);
}

/** abs, exact, into any two arrays (which may be one for a point). */
export function absoluteBounds(a: Bounds, out: Bounds, n: number): void {
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    const u = a.upper[i]!;
    out.lower[i] = l > 0 ? l : u < 0 ? -u : 0;
    out.upper[i] = Math.max(-l, u);
  }
}

/** cosh decreases up to 0 and increases from there: cosh of the magnitudes. */
function hyperbolicCosine(a: Bounds, out: Bounds, n: number): void {
  absoluteBounds(a, out, n);
  COSH.each(out.lower, out.lower, n);
  COSH.each(out.upper, out.upper, n);
  boundEachBelow(COSH, out.lower, n);
  boundEachAbove(COSH, out.upper, n);
}

/** Function on the part of [l, u] at or above `from`; entirely below it the result is empty. */
function fromDomain(kernel: Kernel64, from: number, a: Bounds, out: Bounds, n: number): void {
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    out.lower[i] = kernel.at(Math.max(l, from));
    const u = a.upper[i]!;
    out.upper[i] = u < from ? 0 : kernel.at(u);
  }
  boundEachBelow(kernel, out.lower, n);
  boundEachAbove(kernel, out.upper, n);
  markBelow(from, a, out, n);
}

/** Elements entirely below the domain become empty. */
function markBelow(from: number, a: Bounds, out: Bounds, n: number): void {
  for (let i = 0; i < n; i++) {
    if (a.upper[i]! < from) {
      out.lower[i] = Infinity;
      out.upper[i] = -Infinity;
      out.empty = true;
    }
  }
}

/** IEEE 754 rounds the square root correctly, so `below` and `above` bound it; the root of an exact zero is zero. */
function squareRoot(a: Bounds, out: Bounds, n: number): void {
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    const u = a.upper[i]!;
    out.lower[i] = l > 0 ? below(Math.sqrt(l)) : 0;
    out.upper[i] = u > 0 ? above(Math.sqrt(u)) : 0;
  }
  markBelow(0, a, out, n);
}

const HALF_TURN = Math.PI;
/**
 * Slack in half turns when looking for an extremum inside an interval: |x|/pi <= 31,831 is computed within 2^-38.
 * An extremum taken for inside although it lies 2^-30 outside loosens a bound by less than (pi 2^-30)^2/2 < 2^-58.
 */
const SLACK = 2 ** -30;

/**
 * sin or cos. Its extrema lie at (j + phase) pi, +1 for even j and -1 for odd. Between two arguments without an
 * extremum the function is monotone, so the ends bound it.
 */
function wave(kernel: Kernel64, phase: number, a: Bounds, out: Bounds, n: number): void {
  const point = isPoint(a);
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    const u = a.upper[i]!;
    const inRange = l >= -SINCOS_LIMIT && u <= SINCOS_LIMIT;
    const atLower = inRange ? kernel.at(l) : 0;
    const atUpper = inRange && !point ? kernel.at(u) : atLower;
    out.lower[i] = Math.min(atLower, atUpper);
    out.upper[i] = Math.max(atLower, atUpper);
  }
  boundEachBelow(kernel, out.lower, n);
  boundEachAbove(kernel, out.upper, n);
  for (let i = 0; i < n; i++) {
    const l = a.lower[i]!;
    const u = a.upper[i]!;
    const inRange = l >= -SINCOS_LIMIT && u <= SINCOS_LIMIT;
    if (inRange && l === u) continue;
    const first = Math.ceil(l / HALF_TURN - phase - SLACK);
    const last = Math.floor(u / HALF_TURN - phase + SLACK);
    if (!inRange || last > first) {
      out.lower[i] = -1;
      out.upper[i] = 1;
    } else if (first === last) {
      if (first % 2 === 0) out.upper[i] = 1;
      else out.lower[i] = -1;
    }
  }
}

/** `out` becomes an enclosure of fn over `a`, element by element; `out` holds two arrays that `a` does not use. */
export function callBounds(
  fn: Exclude<ElementaryFunction, 'abs' | 'floor' | 'sign'>,
  a: Bounds,
  out: Bounds,
  n: number,
): void {
  switch (fn) {
    case 'exp':
    case 'expm1':
    case 'tanh':
    case 'sinh':
    case 'erf':
      increasing(KERNELS.get(fn)!, a, out, n);
      break;
    case 'erfc':
      decreasing(ERFC, a, out, n);
      break;
    case 'log':
      fromDomain(LOG, 0, a, out, n);
      break;
    case 'log1p':
      fromDomain(LOG1P, -1, a, out, n);
      break;
    case 'cosh':
      hyperbolicCosine(a, out, n);
      break;
    case 'sqrt':
      squareRoot(a, out, n);
      break;
    case 'sin':
      wave(SIN, 0.5, a, out, n);
      break;
    case 'cos':
      wave(COS, 0, a, out, n);
      break;
  }
}

/** abs, floor and sign: exact, so `out.lower` and `out.upper` may be one array where `a` is a point. */
export function exactCallBounds(fn: 'abs' | 'floor' | 'sign', a: Bounds, out: Bounds, n: number): void {
  if (fn === 'abs') {
    absoluteBounds(a, out, n);
    return;
  }
  const f = fn === 'floor' ? Math.floor : Math.sign;
  for (let i = 0; i < n; i++) {
    out.lower[i] = f(a.lower[i]!);
    out.upper[i] = f(a.upper[i]!);
  }
}
