import { describe, expect, it } from 'vitest';
import { adadeltaParameter, adadeltaUpdates } from './adadelta.ts';
import { adagradAccumulator, adagradParameter } from './adagrad.ts';
import type { Formula } from './decide.ts';
import { loadMpfr, MpfrField } from './field.ts';
import { momentumParameter, nesterovParameter, velocityAfter } from './momentum.ts';
import { meanSquare, rmspropParameter } from './rmsprop.ts';
import { sgdParameter } from './sgd.ts';

const binding = await loadMpfr();
const field = new MpfrField(binding, 128);

const step = {
  theta: 1.5,
  g: -0.75,
  lr: 0.01,
  velocity: 0.5,
  momentum: 0.9,
  accumulator: 0.5,
  v: 0.5,
  accumulatedUpdate: 0.125,
  rho: 0.99,
  epsilon: 1e-8,
};

/** Thirty digits by mpmath 1.3 at 45, from the textbook form of each formula. */
const known: readonly (readonly [string, Formula, string])[] = [
  ['sgd theta', (f) => sgdParameter(f, step), '1.50750000000000000015612511284'],
  ['momentum velocity', (f) => velocityAfter(f, step), '-0.299999999999999988897769753748'],
  ['momentum theta', (f) => momentumParameter(f, step), '1.50299999999999999995142774267'],
  ['nesterov theta', (f) => nesterovParameter(f, step), '1.51020000000000000017902346272'],
  ['adagrad accumulator', (f) => adagradAccumulator(f, step), '1.0625'],
  ['adagrad theta', (f) => adagradParameter(f, step), '1.50727606868050175474771961521'],
  ['rmsprop v', (f) => meanSquare(f, step), '0.500625000000000000555111512313'],
  ['rmsprop theta', (f) => rmspropParameter(f, step), '1.51059997865025086803773233651'],
  ['adadelta accumulatedUpdate', (f) => adadeltaUpdates(f, step), '0.125154494466327201807028055475'],
  ['adadelta theta', (f) => adadeltaParameter(f, step), '1.50374765855745584395985631101'],
];

describe('the hand-written first-order optimizers', () => {
  it.each(known)('%s has the digits of mpmath', (_name, formula, digits) => {
    field.release();
    const value = formula(field);
    const error = field.abs(field.sub(value, field.decimal(digits)));
    // Thirty significant digits leave half a unit of the last one: 2^-96 of the value, and 2^-92 is asked for.
    const bound = field.scale(field.abs(value), -92);
    expect(binding.mpfr_lessequal_p(error.upper, bound.upper)).not.toBe(0);
  });

  it('are exact where the root is rational, so that a tie shows as a tie', () => {
    const dyadic = { ...step, theta: 1, g: 3, lr: 0.5, rho: 0.75, epsilon: 1 };
    const exact = (formula: Formula): number | undefined => {
      field.release();
      const value = formula(field);
      return field.isExact(value) ? binding.mpfr_get_d(value.lower, 0) : undefined;
    };
    // sqrt(16 + 9) + 1 = 6, so the weight moves by 1.5 / 6.
    expect(exact((f) => adagradParameter(f, { ...dyadic, accumulator: 16 }))).toBe(0.75);
    // v = (3/4) 9 + (1/4) 9 = 9, and 3 + 1 = 4.
    expect(exact((f) => rmspropParameter(f, { ...dyadic, v: 9 }))).toBe(0.625);
    // v = (3/4) 8 + (1/4) 4 = 7: sqrt((1 + 1) / (7 + 1)) = 1/2, although neither 2 nor 8 is a square.
    expect(exact((f) => adadeltaParameter(f, { ...dyadic, g: 2, v: 8, accumulatedUpdate: 1 }))).toBe(0.5);
  });

  it('leave the weight where it is without a gradient or a learning rate', () => {
    for (const still of [
      { ...step, g: 0 },
      { ...step, lr: 0 },
    ])
      for (const formula of [adagradParameter, rmspropParameter, adadeltaParameter]) {
        field.release();
        const value = formula(field, still);
        expect(field.isExact(value) && binding.mpfr_get_d(value.lower, 0)).toBe(1.5);
      }
  });
});
