import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Taylor coefficients of erfcx(x) = e^(x^2) erfc(x) at the middles of the cells [j/4, (j+1)/4], in BigInt fixed point.
 *
 *     erfcx(x) = e^(x^2) - (2/sqrt(pi)) sum_n 2^n x^(2n+1) / (2n+1)!!        (DLMF 7.6.2)
 *     y' = 2xy - 2/sqrt(pi),   y^(n+1) = 2x y^(n) + 2n y^(n-1)               (differentiated)
 *
 * Every number carries 2,400 fractional bits and every operation truncates by at most one unit. The cancellation in the first
 * line costs as many bits as e^(27.5^2) has, 1,092; its fewer than 6,000 truncations are multiplied by at most 2^2 x^2 < 2^12
 * each; the recurrence multiplies an error by at most 2x + 2n < 2^7 a step: 15 steps, 2^105. So the values are right to
 * 2^-(2400 - 13 - 12 - 105 - 1), far more than the 2^-128 that a correctly rounded coefficient above 2^-70 needs.
 */
export const FRACTION_BITS = 2400n;
const UNIT = 1n << FRACTION_BITS;

export const CELLS = 110;
export const DEGREE = 14;

/** floor(sqrt(n)) by Newton's method from above. */
function integerSqrt(n: bigint): bigint {
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** atan(1/q) by its alternating series. */
function arctanInverse(q: bigint): bigint {
  let term = UNIT / q;
  let sum = 0n;
  for (let k = 1n; term !== 0n; k += 2n) {
    sum += k % 4n === 1n ? term / k : -(term / k);
    term /= q * q;
  }
  return sum;
}

/** 2/sqrt(pi); pi by Machin's formula, 16 atan(1/5) - 4 atan(1/239). */
export function twoOverSqrtPi(): bigint {
  const pi = 16n * arctanInverse(5n) - 4n * arctanInverse(239n);
  return (2n * UNIT * UNIT) / integerSqrt(pi * UNIT);
}

/** y, y', ..., y^(count-1) of erfcx at eighths/8, in units of 2^-2400. */
export function erfcxDerivatives(eighths: bigint, count: number): bigint[] {
  const square = eighths * eighths;
  let exponential = 0n;
  let series = 0n;
  // x^(2n)/n! and 2^n x^(2n+1)/(2n+1)!!, x^2 = square/64.
  for (let n = 1n, p = UNIT, q = (UNIT * eighths) / 8n; p !== 0n || q !== 0n; n++) {
    exponential += p;
    series += q;
    p = (p * square) / (64n * n);
    q = (q * 2n * square) / (64n * (2n * n + 1n));
  }
  const factor = twoOverSqrtPi();
  const y = [exponential - (series * factor) / UNIT];
  for (let n = 1; n < count; n++) {
    const first = (2n * eighths * y[n - 1]!) / 8n;
    y.push(n === 1 ? first - factor : first + 2n * BigInt(n - 1) * y[n - 2]!);
  }
  return y;
}

/** `value / (2^2400 * divisor)` as a float64, nearest. */
export function toFloat64(value: bigint, divisor: bigint): number {
  const sign = value < 0n ? -1 : 1;
  const magnitude = (value < 0n ? -value : value) / divisor;
  const shift = BigInt(Math.max(0, magnitude.toString(2).length - 64));
  // The lowest kept bit is set when any dropped bit is, so that no false tie arises in the one rounding, `Number`.
  const kept = magnitude >> shift;
  const sticky = kept << shift === magnitude ? 0n : 1n;
  let x = sign * Number(kept | sticky);
  for (let k = FRACTION_BITS - shift; k > 0n; k--) x /= 2;
  return x;
}

/** Rows of y^(n)/n!, n = 0 ... DEGREE, at (2j + 1)/8. */
export function erfcxRows(): number[][] {
  return Array.from({ length: CELLS }, (_, j) => {
    let factorial = 1n;
    return erfcxDerivatives(BigInt(2 * j + 1), DEGREE + 1).map((value, n) => {
      if (n > 1) factorial *= BigInt(n);
      return toFloat64(value, factorial);
    });
  });
}

/** The text of `erfcx-table.ts`. */
export function erfcxTableSource(): string {
  const rows = erfcxRows().map((row) => `  ${row.join(', ')},`);
  return `// Written by generate-erfcx-table.ts; a test compares. Do not edit.
// biome-ignore-all format: one cell a line

/** erfcx^(n)((2j+1)/8) / n! at index ${DEGREE + 1} j + n, for the cells [j/4, (j+1)/4], j < ${CELLS}. */
export const ERFCX_TABLE = Float64Array.of(
${rows.join('\n')}
);
`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('./erfcx-table.ts', import.meta.url)), erfcxTableSource());
}
