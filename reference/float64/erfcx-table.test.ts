import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERFCX_TABLE } from './erfcx-table.ts';
import { CELLS, DEGREE, erfcxDerivatives, erfcxTableSource, FRACTION_BITS, toFloat64 } from './generate-erfcx-table.ts';

const ratio = (a: bigint, b: bigint): number => Number((a * 10n ** 30n) / b) / 1e30;
const magnitude = (a: bigint): bigint => (a < 0n ? -a : a);
/** u = 2^-53 as a ratio. */
const inUnits = (a: bigint, b: bigint): number => ratio(a << 53n, b);

describe('the table of Taylor coefficients of erfcx', () => {
  const text = erfcxTableSource();

  it('is what its generator writes', () => {
    expect(readFileSync(new URL('./erfcx-table.ts', import.meta.url), 'utf8')).toBe(text);
    expect(ERFCX_TABLE.length).toBe(CELLS * (DEGREE + 1));
  });

  it('the remainder |y^(15)(left)|/15! 8^-15 is below 0.03 u of erfcx in every cell', () => {
    let factorial = 1n;
    for (let n = 2n; n <= BigInt(DEGREE + 1); n++) factorial *= n;
    for (let j = 0; j < CELLS; j++) {
      const left = magnitude(erfcxDerivatives(BigInt(2 * j), DEGREE + 2)[DEGREE + 1]!);
      const right = erfcxDerivatives(BigInt(2 * j + 2), 1)[0]!;
      expect(inUnits(left, right * factorial * 8n ** BigInt(DEGREE + 1))).toBeLessThan(0.03);
    }
  });

  it("Horner's rounding error is below 3 u of erfcx in every cell", () => {
    for (let j = 0; j < CELLS; j++) {
      const right = toFloat64(erfcxDerivatives(BigInt(2 * j + 2), 1)[0]!, 1n);
      let sum = 0;
      for (let i = 0; i <= DEGREE; i++) sum += (2 * i + 2) * Math.abs(ERFCX_TABLE[j * (DEGREE + 1) + i]!) * 8 ** -i;
      expect(sum / right).toBeLessThan(3);
    }
  });

  it('derivatives alternate in sign, as those of a completely monotone function do', () => {
    for (const eighths of [0n, 1n, 40n, 220n]) {
      erfcxDerivatives(eighths, DEGREE + 2).forEach((y, n) => void expect(y > 0n).toBe(n % 2 === 0));
    }
  });

  it('carries far more bits than the e^756 of cancellation costs', () => {
    // Against the divergent series of DLMF 7.12.1 at 27.5, whose first omitted term bounds its error.
    const x = 27.5;
    let term = 1 / (x * Math.sqrt(Math.PI));
    let sum = 0;
    for (let n = 0; n < 12; n++) {
      sum += term;
      term *= -(2 * n + 1) / (2 * x * x);
    }
    const y = toFloat64(erfcxDerivatives(220n, 1)[0]!, 1n);
    expect(Math.abs(y / sum - 1)).toBeLessThan(1e-15);
    expect(FRACTION_BITS).toBeGreaterThan(1092n + 13n + 12n + 105n + 128n);
  });
});
