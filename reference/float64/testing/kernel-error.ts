import { init } from 'gmp-wasm';
import type { Kernel64 } from '../kernel.ts';
import { MAX, U } from '../outward.ts';

/**
 * Second implementation of every kernel: GNU MPFR, correctly rounded at 128 bits. Its own error, 2^-128 relative, is
 * 2^-75 of a float64's resolution.
 */
const { binding: mpfr } = await init();
const NEAREST = 0;
const BITS = 128;

const [argument, value, difference] = [mpfr.mpfr_t(), mpfr.mpfr_t(), mpfr.mpfr_t()];
for (const variable of [argument, value, difference]) mpfr.mpfr_init2(variable, BITS);

const FUNCTIONS: Readonly<Record<string, (rop: number, op: number, rnd: number) => number>> = {
  exp: mpfr.mpfr_exp,
  expm1: mpfr.mpfr_expm1,
  log: mpfr.mpfr_log,
  log1p: mpfr.mpfr_log1p,
  tanh: mpfr.mpfr_tanh,
  sinh: mpfr.mpfr_sinh,
  cosh: mpfr.mpfr_cosh,
  erf: mpfr.mpfr_erf,
  erfc: mpfr.mpfr_erfc,
  sin: mpfr.mpfr_sin,
  cos: mpfr.mpfr_cos,
};

export interface KernelReport {
  /** Largest (|p - f| - absolute)/|f| seen, in units of u = 2^-53. */
  readonly worst: number;
  readonly worstAt: number;
  /** Points at which the stated bound does not hold. */
  readonly violations: readonly number[];
}

/** Holds a kernel to its stated bound at each point. */
export function kernelError(kernel: Kernel64, points: Iterable<number>): KernelReport {
  const f = FUNCTIONS[kernel.name]!;
  const violations: number[] = [];
  let worst = 0;
  let worstAt = Number.NaN;
  for (const x of points) {
    const p = kernel.at(x);
    mpfr.mpfr_set_d(argument, x, NEAREST);
    f(value, argument, NEAREST);
    if (Math.abs(p) === Infinity) {
      // The value must then be too large for float64, to within the bound.
      mpfr.mpfr_div_d(value, value, p > 0 ? MAX : -MAX, NEAREST);
      if (!(mpfr.mpfr_get_d(value, NEAREST) >= 1 - 2 * kernel.relative)) violations.push(x);
      continue;
    }
    mpfr.mpfr_d_sub(difference, p, value, NEAREST);
    mpfr.mpfr_abs(difference, difference, NEAREST);
    mpfr.mpfr_sub_d(difference, difference, kernel.absolute, NEAREST);
    let error = 0;
    if (mpfr.mpfr_sgn(difference) > 0) {
      mpfr.mpfr_div(difference, difference, value, NEAREST);
      error = Math.abs(mpfr.mpfr_get_d(difference, NEAREST));
    }
    if (!(error <= kernel.relative)) violations.push(x);
    if (error > worst) {
      worst = error;
      worstAt = x;
    }
  }
  return { worst: worst / U, worstAt, violations };
}

const bits = new DataView(new ArrayBuffer(8));

/** The float64 `steps` places after x in the order of the reals. */
export function neighbour(x: number, steps: number): number {
  bits.setFloat64(0, x);
  const ordered = bits.getBigInt64(0);
  const place = ordered < 0n ? -(ordered & 0x7fffffffffffffffn) : ordered;
  const moved = place + BigInt(steps);
  bits.setBigInt64(0, moved < 0n ? -moved : moved);
  return moved < 0n ? -bits.getFloat64(0) : bits.getFloat64(0);
}

/** Uniform integers below 2^32 from a seed (Marsaglia's xorshift32), so that every run sees the same points. */
export function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/**
 * Points of [lower, upper]: `count` uniform ones, `count` log-uniform ones of either sign down to 2^-1074, the breakpoints
 * and the `near` floats on either side of each.
 */
export function* pointsOf(
  lower: number,
  upper: number,
  count: number,
  breakpoints: readonly number[],
  near = 64,
): Generator<number> {
  const random = xorshift(0x9e3779b9);
  const inside = (x: number): boolean => x >= lower && x <= upper;
  for (let i = 0; i < count; i++) yield lower + (random() / 2 ** 32 + random() / 2 ** 64) * (upper - lower);
  const far = Math.log2(Math.max(Math.abs(lower), Math.abs(upper)));
  for (let i = 0; i < count; ) {
    const x = 2 ** (far - (random() / 2 ** 32) ** 3 * (1074 + far)) * (random() & 1 ? 1 : -1);
    i++;
    if (inside(x)) yield x;
    else if (inside(-x)) yield -x;
  }
  for (const point of [...breakpoints, 0, lower, upper]) {
    for (let step = -near; step <= near; step++) {
      const x = neighbour(point, step);
      if (inside(x)) yield x;
    }
  }
}
