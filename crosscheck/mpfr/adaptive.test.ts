import { describe, expect, it } from 'vitest';
import { adamaxMoment, adamaxNorm, adamaxParameter } from './adamax.ts';
import { amsgradMaximum, amsgradParameter } from './amsgrad.ts';
import { type Between, loadMpfr, MpfrField } from './field.ts';
import { lionMoment, lionParameter } from './lion.ts';
import { nadamParameter, nadamProduct } from './nadam.ts';
import { radamParameter } from './radam.ts';

const binding = await loadMpfr();
const field = new MpfrField(binding, 256);
/** The lower end; an exact zero rounded down is -0, which is 0 here. */
const value = (between: Between): number => binding.mpfr_get_d(between.lower, 0) + 0;

const first = { theta: 1, g: 2, m: 0, v: 0, t: 1, lr: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 4 };

describe('the hand-written steps of the optimizers after Adam', () => {
  it('AdaMax divides a corrected mean of -2 by a norm of 2 + 2', () => {
    const step = { ...first, g: -2, infinityNorm: 1, beta1: 0.875, epsilon: 2 };
    expect([adamaxMoment, adamaxNorm, adamaxParameter].map((f) => value(f(field, step)))).toEqual([-0.25, 4, 1.25]);
  });

  it('AMSGrad keeps the larger maximum: sqrt(4 / (1/4)) + 4 divides a corrected mean of 2', () => {
    const step = { ...first, vMax: 4 };
    expect([amsgradMaximum, amsgradParameter].map((f) => value(f(field, step)))).toEqual([4, 0.875]);
  });

  it('NAdam with a schedule at rest looks ahead with a quarter: (4/15 + 2) / (2 + 2)', () => {
    const step = { ...first, epsilon: 2, muProduct: 1, momentumDecay: 0 };
    expect(value(nadamProduct(field, step))).toBe(0.25);
    expect(value(nadamParameter(field, step))).toBeCloseTo(43 / 60, 15);
  });

  it('NAdam computes the momentum alike by whole powers and by the exponential', () => {
    const at = (momentumDecay: number): number =>
      value(nadamProduct(field, { ...first, t: 3, muProduct: 0.5, momentumDecay }));
    expect(at(1)).toBeCloseTo(0.25 * (1 - 0.96 ** 3 / 2), 15);
    expect(at(0.5)).toBeCloseTo(0.25 * (1 - 0.96 ** 1.5 / 2), 15);
  });

  it('RAdam begins with plain descent and divides once the average is longer than 5', () => {
    expect(value(radamParameter(field, first))).toBe(0);
    const step = { ...first, t: 20, beta2: 0.9, m: 1, v: 3 };
    const rho = 19 - (40 * 0.9 ** 20) / (1 - 0.9 ** 20);
    const r = Math.sqrt(((rho - 4) * (rho - 2) * 19) / (15 * 17 * rho));
    const adaptive = (r * (1.5 / (1 - 0.5 ** 20)) * Math.sqrt(1 - 0.9 ** 20)) / (Math.sqrt(3.1) + 4);
    expect(rho).toBeGreaterThan(5);
    expect(value(radamParameter(field, step))).toBeCloseTo(1 - 0.5 * adaptive, 13);
  });

  it('Lion moves by the sign of the mixture, and not at all where that is zero', () => {
    const step = { theta: 1, g: 1, m: -1, lr: 0.5, beta1: 0.75, beta2: 0.5, weightDecay: 0.5 };
    expect([lionMoment, lionParameter].map((f) => value(f(field, step)))).toEqual([0, 1.25]);
    expect(value(lionParameter(field, { ...step, beta1: 0.5 }))).toBe(0.75);
  });
});
