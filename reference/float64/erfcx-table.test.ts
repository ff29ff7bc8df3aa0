import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { powerOfTwo, rational, rationalFromNumber, ZERO } from '../../spec/language/rational.ts';
import { ERFCX_TABLE } from './erfcx-table.ts';
import { CELLS, DEGREE, erfcxDerivatives, erfcxTableSource, FRACTION_BITS, toFloat64 } from './generate-erfcx-table.ts';
import { factorial } from './testing/elementary-bounds.ts';
import { proveErfcxCell } from './testing/erf-proofs.ts';
import { add, divide, type Fixed, fixed, inUnits, multiply, size, subtract } from './testing/fixed-interval.ts';

const SOURCE = readFileSync(new URL('./erfc.ts', import.meta.url), 'utf8');
/** 8^-n: d lies between -1/8 and 1/8. */
const EIGHTH = (n: number): Fixed => fixed(powerOfTwo(-3 * n));

describe('the table of Taylor coefficients of erfcx', () => {
  const text = erfcxTableSource();

  it('is what its generator writes', () => {
    expect(readFileSync(new URL('./erfcx-table.ts', import.meta.url), 'utf8')).toBe(text);
    expect(ERFCX_TABLE.length).toBe(CELLS * (DEGREE + 1));
  });

  /** y, y', ... at the left end, the middle and the right end of a cell, by the generator. */
  const derivatives = Array.from({ length: 2 * CELLS + 1 }, (_, i) => erfcxDerivatives(BigInt(i), DEGREE + 2));
  const factorials = derivatives[0]!.map((_, n) => factorial(n).num);
  /** A number of the generator over n!; its own error, below 2^-2200, is 2^-1900 of what is asked of it here. */
  const value = (units: bigint, n: number): Fixed => fixed(rational(units, factorials[n]! << FRACTION_BITS));

  /** Horner's rounding, the rounding of the coefficients, and the remainder, relative to the least value of the cell. */
  function cellError(j: number, table: ArrayLike<number>): Fixed {
    const row = Array.from({ length: DEGREE + 1 }, (_, n) => table[j * (DEGREE + 1) + n]!);
    const [left, middle, right] = [0, 1, 2].map((i) => derivatives[2 * j + i]!) as [bigint[], bigint[], bigint[]];
    const least = value(right[0]!, 0);
    // Only in the first cell does x - c round: by half a unit of at most 1/8.
    const slip = fixed(j === 0 ? powerOfTwo(-56) : ZERO);
    const horner = proveErfcxCell(SOURCE, row, slip, least);
    let missing = multiply(size(value(left[DEGREE + 1]!, DEGREE + 1)), EIGHTH(DEGREE + 1));
    row.forEach((c, n) => {
      const difference = subtract(fixed(rationalFromNumber(c)), value(middle[n]!, n));
      missing = add(missing, multiply(size(difference), EIGHTH(n)));
    });
    return add(horner, size(divide(missing, least)));
  }

  it('erfcx errs by less than 3.2 u in every cell: Horner, coefficients and remainder in exact rationals', () => {
    for (let j = 0; j < CELLS; j++) expect(inUnits(cellError(j, ERFCX_TABLE)), `cell ${j}`).toBeLessThan(3.2);
  });

  it('a coefficient of one cell that is off by a few units of its last place, or by its sign, is refused', () => {
    for (const [n, factor] of [
      [0, 1 + 2 ** -51],
      [3, 1 + 2 ** -40],
      [10, -1],
    ] as const) {
      const table = ERFCX_TABLE.slice();
      table[7 * (DEGREE + 1) + n]! *= factor;
      expect(inUnits(cellError(7, table)), `coefficient ${n}`).toBeGreaterThan(3.2);
      expect(inUnits(cellError(8, table))).toBeLessThan(3.2);
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
