import type { Bounds } from './arithmetic.ts';
import { ETA, PHI } from './outward.ts';

/*
 * The commonest operations without the tests for overflow and for signs: each loop adds up 0 times the widths of its
 * results, which is NaN where an end is infinite or NaN, and then, or at the first operand it is not made for, returns false:
 * the caller runs the careful loop. Where they return true the results are those of the careful loop.
 *
 * A scalar operand has a loop of its own: an index that is masked costs as much as the operation.
 */

/**
 * How far a bound is moved away from s = fl(a + b): not at all where the sum is exact, else as in `below`. The rounding
 * error of s is known exactly (Knuth's TwoSum), and NaN, hence not 0, where s overflowed.
 */
export function slackOfSum(a: number, b: number, s: number): number {
  const part = s - a;
  return a - (s - part) + (b - part) === 0 ? 0 : PHI * Math.abs(s) + ETA;
}

function addEach(a: Bounds, b: Bounds, lower: Float64Array, upper: Float64Array, n: number): boolean {
  const [al, au, bl, bu] = [a.lower, a.upper, b.lower, b.upper];
  let telltale = 0;
  for (let i = 0; i < n; i++) {
    const x = al[i]!;
    const y = bl[i]!;
    const s = x + y;
    const xu = au[i]!;
    const yu = bu[i]!;
    const su = xu + yu;
    const low = s - slackOfSum(x, y, s);
    const high = su + slackOfSum(xu, yu, su);
    lower[i] = low;
    upper[i] = high;
    telltale += (high - low) * 0;
  }
  return telltale === 0;
}

function addScalar(x: number, xu: number, b: Bounds, lower: Float64Array, upper: Float64Array, n: number): boolean {
  const [bl, bu] = [b.lower, b.upper];
  let telltale = 0;
  for (let i = 0; i < n; i++) {
    const y = bl[i]!;
    const s = x + y;
    const yu = bu[i]!;
    const su = xu + yu;
    const low = s - slackOfSum(x, y, s);
    const high = su + slackOfSum(xu, yu, su);
    lower[i] = low;
    upper[i] = high;
    telltale += (high - low) * 0;
  }
  return telltale === 0;
}

/** a + b where all ends come out finite. */
export function addFinite(a: Bounds, maskA: number, b: Bounds, maskB: number, out: Bounds, n: number): boolean {
  const { lower, upper } = out;
  if (maskA === 0) return maskB !== 0 && addScalar(a.lower[0]!, a.upper[0]!, b, lower, upper, n);
  if (maskB === 0) return addScalar(b.lower[0]!, b.upper[0]!, a, lower, upper, n);
  return addEach(a, b, lower, upper, n);
}

function divideEach(a: Bounds, b: Bounds, lower: Float64Array, upper: Float64Array, n: number): boolean {
  const [al, au, bl, bu] = [a.lower, a.upper, b.lower, b.upper];
  let telltale = 0;
  for (let i = 0; i < n; i++) {
    const x = al[i]!;
    const y = bl[i]!;
    const s = x / bu[i]!;
    const su = au[i]! / y;
    if (!(x > 0 && y > 0 && s > 0)) return false;
    const low = s - (PHI * s + ETA);
    const high = su + (PHI * su + ETA);
    lower[i] = low;
    upper[i] = high;
    telltale += (high - low) * 0;
  }
  return telltale === 0;
}

/** The numerator is positive. */
function divideScalar(x: number, xu: number, b: Bounds, lower: Float64Array, upper: Float64Array, n: number): boolean {
  const [bl, bu] = [b.lower, b.upper];
  let telltale = 0;
  for (let i = 0; i < n; i++) {
    const y = bl[i]!;
    const s = x / bu[i]!;
    const su = xu / y;
    if (!(y > 0 && s > 0)) return false;
    const low = s - (PHI * s + ETA);
    const high = su + (PHI * su + ETA);
    lower[i] = low;
    upper[i] = high;
    telltale += (high - low) * 0;
  }
  return telltale === 0;
}

/** a / b where all of both is positive and all ends come out finite and not zero; the divisor is no scalar. */
export function divideFinite(a: Bounds, maskA: number, b: Bounds, maskB: number, out: Bounds, n: number): boolean {
  if (maskB === 0) return false;
  if (maskA !== 0) return divideEach(a, b, out.lower, out.upper, n);
  const x = a.lower[0]!;
  return x > 0 && divideScalar(x, a.upper[0]!, b, out.lower, out.upper, n);
}
