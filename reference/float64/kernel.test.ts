import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { ERF, ERFC } from './erfc.ts';
import { EXP, exp } from './exp.ts';
import { EXPM1 } from './expm1.ts';
import { COSH, SINH } from './hyperbolic.ts';
import { boundEachBelow, type Kernel64, kernelAbove, kernelBelow, OVERFLOW_FLOOR } from './kernel.ts';
import { LOG } from './log.ts';
import { LOG1P } from './log1p.ts';
import { COS, SIN, SINCOS_LIMIT } from './sincos.ts';
import { TANH } from './tanh.ts';
import { kernelError, pointsOf } from './testing/kernel-error.ts';

const multiples = (step: number, from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => (from + i) * step);

interface Row {
  readonly kernel: Kernel64;
  readonly lower: number;
  readonly upper: number;
  /** Where the algorithm changes branch, cell or exponent. */
  readonly breakpoints: readonly number[];
  /** Uniform and log-uniform points each; 3,000 unless MPFR takes a millisecond a point. */
  readonly count?: number;
}

const HALF_LN2 = Math.LN2 / 2;
const ROWS: readonly Row[] = [
  {
    kernel: EXP,
    lower: -760,
    upper: 720,
    breakpoints: [...multiples(HALF_LN2, -9, 9), -745.13, -708.4, -746, 709.78, 710],
  },
  { kernel: EXPM1, lower: -60, upper: 720, breakpoints: [...multiples(HALF_LN2, -9, 9), -40, 36.7, 41.58, 709.78] },
  { kernel: TANH, lower: -30, upper: 30, breakpoints: [...multiples(HALF_LN2 / 2, -9, 9), 22, -22] },
  { kernel: SINH, lower: -720, upper: 720, breakpoints: [HALF_LN2, -HALF_LN2, 40, -40, 710.4758, 711] },
  { kernel: COSH, lower: -720, upper: 720, breakpoints: [HALF_LN2, 40, -40, 710.4758] },
  { kernel: LOG, lower: 0, upper: Number.MAX_VALUE, breakpoints: [1, Math.SQRT1_2, Math.SQRT2, 2, 2 ** -1022] },
  { kernel: LOG, lower: 0, upper: 8, breakpoints: [1, Math.SQRT1_2, Math.SQRT2, 0.5] },
  { kernel: LOG1P, lower: -1, upper: 4, breakpoints: [-0.29, 0.41, -0.5, 1, -1 + 2 ** -53] },
  { kernel: LOG1P, lower: 4, upper: Number.MAX_VALUE, breakpoints: [2 ** 53] },
  { kernel: ERF, lower: -6.5, upper: 6.5, breakpoints: [...multiples(0.25, -24, 24)] },
  { kernel: ERFC, lower: -7, upper: 6, breakpoints: multiples(0.25, -24, 24) },
  { kernel: ERFC, lower: 6, upper: 16, breakpoints: [], count: 600 },
  { kernel: ERFC, lower: 16, upper: 28, breakpoints: [...multiples(0.25, 64, 112), 26.5433, 27.226] },
  { kernel: SIN, lower: -SINCOS_LIMIT, upper: SINCOS_LIMIT, breakpoints: multiples(Math.PI / 4, -40, 40) },
  { kernel: COS, lower: -SINCOS_LIMIT, upper: SINCOS_LIMIT, breakpoints: multiples(Math.PI / 4, -40, 40) },
];

describe('every kernel keeps its stated error bound against MPFR', () => {
  for (const { kernel, lower, upper, breakpoints, count = 3_000 } of ROWS) {
    it(`|${kernel.name}(x) - f(x)| <= relative |f(x)| + absolute on [${lower}, ${upper}]`, { timeout: 60_000 }, () => {
      const report = kernelError(kernel, pointsOf(lower, upper, count, breakpoints));
      expect(report.violations.slice(0, 5)).toEqual([]);
      if (process.env.SHOW_ERRORS) console.log(kernel.name, lower, report.worst.toFixed(2), 'u at', report.worstAt);
    });
  }

  it('holds for subnormal results', { timeout: 60_000 }, () => {
    expect(kernelError(EXP, pointsOf(-746, -708, 8_000, [])).violations).toEqual([]);
    expect(kernelError(ERFC, pointsOf(26.5, 27.6, 8_000, [])).violations).toEqual([]);
  });
});

describe('the comparison with MPFR is not blind', () => {
  it('a coefficient wrong in its 13th digit is caught', () => {
    const faulty: Kernel64 = { ...EXP, at: (x) => exp(x) + (exp(x) * x * x * x * 1e-13) / 6 };
    expect(kernelError(faulty, pointsOf(-2, 2, 2_000, [])).violations.length).toBeGreaterThan(500);
  });

  it('one unit in the fourth last place is caught where the bound is four roundings', () => {
    const faulty: Kernel64 = { ...EXP, at: (x) => exp(x) * (1 + 2 ** -49) };
    expect(kernelError(faulty, pointsOf(-2, 2, 2_000, [])).violations.length).toBeGreaterThan(1_000);
  });

  it('an overflow reported too early is caught', () => {
    const faulty: Kernel64 = { ...EXP, at: (x) => (x > 709 ? Infinity : exp(x)) };
    expect(kernelError(faulty, [709.5]).violations).toEqual([709.5]);
  });
});

describe('bounds around a kernel value', () => {
  it('an overflowed value bounds from below by half the largest float, never by itself', () => {
    expect(kernelBelow(SINH, Infinity)).toBe(OVERFLOW_FLOOR);
    expect(kernelAbove(SINH, Infinity)).toBe(Infinity);
  });

  it('those of exp and expm1 overflow exactly where the function passes 2^1024, and bound by the largest float', () => {
    // ln(2^1024) = 709.78271289338397310 lies between these two neighbours.
    const [before, after] = [709.782712893384, 709.7827128933841];
    expect(after - before).toBe(2 ** -43);
    const Precise = Decimal.clone({ precision: 400 });
    const limit = new Precise(2).pow(1024);
    // Exactly the binary value, a multiple of 2^-43: Decimal takes a number for the decimal that it prints as.
    const e = (x: number) => new Precise(x * 2 ** 43).div(2 ** 43).exp();
    const margin = 8 * (EXP.relative + EXPM1.relative);
    expect(e(before).lessThan(limit.times(1 - margin))).toBe(true);
    expect(e(after).greaterThan(limit.times(1 + margin))).toBe(true);
    for (const kernel of [EXP, EXPM1]) {
      expect(kernel.at(before)).toBeLessThan(Infinity);
      expect(kernel.at(after)).toBe(Infinity);
      const lower = Float64Array.of(Infinity);
      boundEachBelow(kernel, lower, 1);
      expect(lower[0]).toBe(Number.MAX_VALUE);
      expect(kernelBelow(kernel, Infinity)).toBe(Number.MAX_VALUE);
    }
  });

  it('stay within the range of the function', () => {
    expect(kernelBelow(EXP, exp(-800))).toBe(0);
    expect(kernelAbove(EXP, exp(-800))).toBeGreaterThan(0);
    expect(kernelAbove(TANH, 1)).toBe(1);
    expect(kernelBelow(LOG, -Infinity)).toBe(-Infinity);
    expect(kernelAbove(LOG, -Infinity)).toBe(-OVERFLOW_FLOOR);
  });
});
