import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { powerOfTwo, rationalFromDecimal, rationalFromNumber } from '../../spec/language/rational.ts';
import { ERF, ERFC } from './erfc.ts';
import { EXP, LN2_HIGH, LN2_LOW } from './exp.ts';
import { EXPM1 } from './expm1.ts';
import { COSH, SINH } from './hyperbolic.ts';
import { LOG } from './log.ts';
import { LOG1P } from './log1p.ts';
import { COS, HALF_PI_1, HALF_PI_2, HALF_PI_3, SIN } from './sincos.ts';
import { TANH } from './tanh.ts';
import {
  proveCosh,
  proveErfcAndErf,
  proveErfcPositive,
  proveLog1pFar,
  proveReduction,
  proveSinh,
  proveTanh,
} from './testing/composed-proofs.ts';
import { proveErfNearZero } from './testing/erf-proofs.ts';
import { type Fixed, fixed, inUnits, isBelow, multiply } from './testing/fixed-interval.ts';
import { proveExp, proveExpm1, proveLogFar, proveLogNearOne, proveSineAndCosine } from './testing/kernel-proofs.ts';

const sourceOf = (file: string): string => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
const EXP_SOURCE = sourceOf('exp.ts');
const EXPM1_SOURCE = sourceOf('expm1.ts');
const LOG_SOURCE = sourceOf('log.ts');
const SINCOS_SOURCE = sourceOf('sincos.ts');
const ERF_SOURCE = sourceOf('erf.ts');
const reduction = { high: LN2_HIGH, low: LN2_LOW };
const parts = [HALF_PI_1, HALF_PI_2, HALF_PI_3] as const;
const TWO_OVER_SQRT_PI = Number(/TWO_OVER_SQRT_PI = ([\d.]+)/.exec(ERF_SOURCE)?.[1]);

const real = (x: number): Fixed => fixed(rationalFromNumber(x));
const holds = (error: Fixed, bound: number): boolean => isBelow(error, real(bound));
/** u times a decimal. */
const units = (text: string): Fixed => multiply(fixed(rationalFromDecimal(text)), fixed(powerOfTwo(-53)));

/** The source with one text exchanged for another that must occur in it once. */
function altered(source: string, from: string, to: string): string {
  expect(source.split(from)).toHaveLength(2);
  return source.replace(from, to);
}

const log = proveLogFar(LOG_SOURCE, reduction);
const near = proveErfNearZero(ERF_SOURCE, TWO_OVER_SQRT_PI);
/** What erfcx-table.test.ts proves. */
const ERFCX = units('3.2');
const positive = proveErfcPositive(ERFCX, real(EXP.relative));

describe('the error bounds of the kernels, from their sources in exact rationals', () => {
  it('exp errs by less than 2.7 u, and 4 u are declared', () => {
    expect(() => proveReduction(LN2_HIGH)).not.toThrow();
    const error = proveExp(EXP_SOURCE, reduction);
    expect(holds(error, EXP.relative)).toBe(true);
    expect(inUnits(error)).toBeLessThan(2.7);
  });

  it('expm1 errs by less than 6.6 u, and 8 u are declared', () => {
    const error = proveExpm1(EXP_SOURCE, EXPM1_SOURCE, reduction);
    expect(holds(error, EXPM1.relative)).toBe(true);
    expect(inUnits(error)).toBeLessThan(6.6);
  });

  it('log and log1p err by less than 3.2 u near their zero and 6.3 u elsewhere, and 8 u are declared', () => {
    const nearOne = proveLogNearOne(LOG_SOURCE);
    expect(inUnits(nearOne)).toBeLessThan(3.2);
    for (const kernel of [LOG, LOG1P]) expect(holds(nearOne, kernel.relative)).toBe(true);
    expect(inUnits(log)).toBeLessThan(5.3);
    expect(holds(log, LOG.relative)).toBe(true);
    expect(holds(proveLog1pFar(log), LOG1P.relative)).toBe(true);
    expect(inUnits(proveLog1pFar(log))).toBeLessThan(6.3);
  });

  it('sin and cos err by less than 4.3 u and 2^-100, and 8 u and 2^-96 are declared', () => {
    const { relative, absolute } = proveSineAndCosine(SINCOS_SOURCE, parts);
    for (const kernel of [SIN, COS]) {
      expect(holds(relative, kernel.relative)).toBe(true);
      expect(holds(absolute, kernel.absolute)).toBe(true);
    }
    expect(inUnits(relative)).toBeLessThan(4.3);
    expect(isBelow(absolute, fixed(powerOfTwo(-100)))).toBe(true);
  });

  it('tanh, sinh and cosh, made of exp and expm1, err by less than 11.1 u, and 16 u are declared', () => {
    const [exp, expm1] = [real(EXP.relative), real(EXPM1.relative)];
    for (const [kernel, error] of [
      [TANH, proveTanh(expm1)],
      [SINH, proveSinh(expm1, exp)],
      [COSH, proveCosh(exp)],
    ] as const) {
      expect(holds(error, kernel.relative), kernel.name).toBe(true);
      expect(inUnits(error), kernel.name).toBeLessThan(11.1);
    }
  });

  it('erf near zero errs by less than 3.6 u, erfc by 10.3 u and erf by 10.6 u, and 16 u are declared', () => {
    expect(inUnits(near)).toBeLessThan(3.6);
    expect(inUnits(positive)).toBeLessThan(10.3);
    const { erfc, erf } = proveErfcAndErf(positive, near);
    expect(holds(erfc, ERFC.relative)).toBe(true);
    expect(holds(erf, ERF.relative)).toBe(true);
    expect(inUnits(erf)).toBeLessThan(10.6);
  });
});

describe('a fault in a kernel is refused by its proof', () => {
  it('a wrong coefficient of exp, the last one too, or one left out', () => {
    for (const [from, to] of [
      ['1 / 720 +', '1 / 721 +'],
      ['1 / 39916800', '1 / 36916800'],
      ['1 / 6227020800', '1 / 1227020800'],
    ] as const)
      expect(holds(proveExp(altered(EXP_SOURCE, from, to), reduction), EXP.relative), to).toBe(false);
    // 1/13! counts 0.01 u of e^r: the declared bound has room for its loss, the proved one has not.
    const short = altered(EXP_SOURCE, ' + r * (1 / 6227020800)', '');
    expect(inUnits(proveExp(short, reduction))).toBeGreaterThan(inUnits(proveExp(EXP_SOURCE, reduction)) + 0.01);
  });

  it('a wrong part of ln 2 or of pi/2', () => {
    expect(holds(proveExp(EXP_SOURCE, { ...reduction, low: LN2_LOW * (1 + 2 ** -16) }), EXP.relative)).toBe(false);
    expect(holds(proveLogFar(LOG_SOURCE, { ...reduction, low: 0 }), LOG.relative)).toBe(false);
    expect(() => proveReduction(Math.LN2)).toThrow(/multiple of 2\^-42/);
    const moved = proveSineAndCosine(SINCOS_SOURCE, [HALF_PI_1, HALF_PI_2, 0]);
    expect(holds(moved.absolute, SIN.absolute)).toBe(false);
  });

  it('a wrong coefficient of log, sin, cos or erf', () => {
    expect(holds(proveLogNearOne(altered(LOG_SOURCE, '2 / 9 +', '2 / 9.001 +')), LOG.relative)).toBe(false);
    expect(holds(proveLogNearOne(altered(LOG_SOURCE, ' + z * (2 / 23)', '')), 2 ** -52)).toBe(false);
    const wrong = (from: string, to: string) => proveSineAndCosine(altered(SINCOS_SOURCE, from, to), parts).relative;
    expect(holds(wrong('-1 / 5040', '-1 / 5041'), SIN.relative)).toBe(false);
    expect(holds(wrong('1 / 24 +', '1 / 24.0001 +'), COS.relative)).toBe(false);
    expect(holds(proveErfNearZero(altered(ERF_SOURCE, '1 / 1320', '1 / 1310'), TWO_OVER_SQRT_PI), ERF.relative)).toBe(
      false,
    );
    expect(holds(proveErfNearZero(ERF_SOURCE, TWO_OVER_SQRT_PI * (1 + 2 ** -48)), ERF.relative)).toBe(false);
  });

  it('another order of operations costs what it costs: (1 + r) + r^2 q rounds half a unit more than 1 + (r + r^2 q)', () => {
    const reordered = altered(
      EXP_SOURCE,
      'scale(1 + (r + r * r * expTail(r)), k)',
      'scale(1 + r + r * r * expTail(r), k)',
    );
    expect(inUnits(proveExp(reordered, reduction))).toBeGreaterThan(3);
  });

  it('a source that is no straight line', () => {
    expect(() => proveExp(altered(EXP_SOURCE, '1 / 2 +', '1 % 2 +'), reduction)).toThrow(SyntaxError);
    expect(() => proveLogNearOne(EXP_SOURCE)).toThrow(/no function twiceAtanh/);
  });
});
