import { MAX } from './outward.ts';

/**
 * An elementary function in float64 with a proved error bound:
 * `|at(x) - f(x)| <= relative * |f(x)| + absolute` for every x of its domain, infinities included as limits.
 *
 * `at` uses + - * / sqrt only, which IEEE 754 rounds correctly; `Math.exp` and its kin are unspecified.
 */
export interface Kernel64 {
  readonly name: string;
  readonly at: (x: number) => number;
  /** `out[i] = at(x[i])` for i below `n`: a loop of its own, so that the engine can inline the kernel into it. */
  readonly each: (x: Float64Array, out: Float64Array, n: number) => void;
  readonly relative: number;
  readonly absolute: number;
  /** Bounds of the function's range. */
  readonly minimum: number;
  readonly maximum: number;
  /** What f surely reaches where `at` gives +Infinity; half of MAX_VALUE where it is not said. */
  readonly overflowFloor?: number;
}

/**
 * How a value p of a kernel with bounds (r, a) is widened: f lies in p +- (R |p| + a') with R = r + 8u, a' = a + 4 eta.
 *
 * Reason: |p - f| <= r|f| + a and |f| <= (|p| + a) / (1 - r), so |p - f| <= r(1 + 2r)|p| + 2a r + a; with r <= 2^-48 the
 * excess 2r^2 is below u. Computing R|p|, adding a', and the final subtraction round three times: at most
 * u|p| + 2u R|p| together (below 2u|p|), plus eta/2 where R|p| underflows. All of it fits into the 8u and 4 eta.
 */
export const boundRelative = (kernel: Kernel64): number => kernel.relative + 2 ** -50;
export const boundAbsolute = (kernel: Kernel64): number => kernel.absolute + 4 * Number.MIN_VALUE;

/**
 * A kernel value of +Infinity says that f(x) is larger than MAX_VALUE (1 - relative), not that it is infinite: its
 * lower bound is this number, half of MAX_VALUE, and MAX_VALUE itself only for a kernel that declares and proves it.
 */
export const OVERFLOW_FLOOR = MAX / 2;

const floorOf = ({ overflowFloor = OVERFLOW_FLOOR }: Kernel64): number => overflowFloor;

/** Lower bound of f from p = `kernel.at(x)`. */
export function kernelBelow(kernel: Kernel64, p: number): number {
  const bound = p - (boundRelative(kernel) * Math.abs(p) + boundAbsolute(kernel));
  if (Number.isNaN(bound)) return p === Infinity ? floorOf(kernel) : kernel.minimum;
  return Math.max(bound, kernel.minimum);
}

/** Upper bound of f from p = `kernel.at(x)`. */
export function kernelAbove(kernel: Kernel64, p: number): number {
  const bound = p + (boundRelative(kernel) * Math.abs(p) + boundAbsolute(kernel));
  if (Number.isNaN(bound)) return p === -Infinity ? -OVERFLOW_FLOOR : kernel.maximum;
  return Math.min(bound, kernel.maximum);
}

/** In place: `lower` holds kernel values and becomes lower bounds. */
export function boundEachBelow(kernel: Kernel64, lower: Float64Array, n: number): void {
  const { minimum } = kernel;
  const floor = floorOf(kernel);
  const relative = boundRelative(kernel);
  const absolute = boundAbsolute(kernel);
  for (let i = 0; i < n; i++) {
    const p = lower[i]!;
    const bound = p - (relative * Math.abs(p) + absolute);
    lower[i] = Number.isNaN(bound) ? (p === Infinity ? floor : minimum) : Math.max(bound, minimum);
  }
}

/** In place: `upper` holds kernel values and becomes upper bounds. */
export function boundEachAbove(kernel: Kernel64, upper: Float64Array, n: number): void {
  const { maximum } = kernel;
  const relative = boundRelative(kernel);
  const absolute = boundAbsolute(kernel);
  for (let i = 0; i < n; i++) {
    const p = upper[i]!;
    const bound = p + (relative * Math.abs(p) + absolute);
    upper[i] = Number.isNaN(bound) ? (p === -Infinity ? -OVERFLOW_FLOOR : maximum) : Math.min(bound, maximum);
  }
}

/** `lower` holds kernel values of exactly known arguments; both arrays become their bounds. */
export function boundEach(kernel: Kernel64, lower: Float64Array, upper: Float64Array, n: number): void {
  const { minimum, maximum } = kernel;
  const floor = floorOf(kernel);
  const relative = boundRelative(kernel);
  const absolute = boundAbsolute(kernel);
  for (let i = 0; i < n; i++) {
    const p = lower[i]!;
    const slack = relative * Math.abs(p) + absolute;
    const low = p - slack;
    const high = p + slack;
    lower[i] = low > minimum ? low : Number.isNaN(low) && p === Infinity ? floor : minimum;
    upper[i] = high < maximum ? high : Number.isNaN(high) && p === -Infinity ? -OVERFLOW_FLOOR : maximum;
  }
}
