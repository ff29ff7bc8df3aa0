import { describe, expect, it } from 'vitest';
import { type AdamStep, adamFirstMoment, adamParameter, adamSecondMoment, type Decay } from './adam.ts';
import {
  batchnormInference,
  batchnormRunningMean,
  batchnormRunningVariance,
  batchnormTraining,
  type Channel,
} from './batchnorm.ts';
import { cosineWarmup } from './cosine-warmup.ts';
import type { Formula } from './decide.ts';
import { loadMpfr, MpfrField } from './field.ts';
import { gelu, geluDerivative } from './gelu.ts';
import { geluTanh, geluTanhDerivative } from './gelu-tanh.ts';
import { relu, reluDerivative } from './relu.ts';
import { sigmoid, sigmoidDerivative } from './sigmoid.ts';
import { softmax, softmaxJacobian } from './softmax.ts';
import { tanh, tanhDerivative } from './tanh.ts';

const binding = await loadMpfr();
const field = new MpfrField(binding, 128);

const step: AdamStep = {
  theta: 1.5,
  g: -0.75,
  m: 0.125,
  v: 0.5,
  t: 3,
  lr: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
};
const adam =
  (f: typeof adamParameter, decay: Decay): Formula =>
  (m) =>
    f(m, step, decay);
const channel: Channel = {
  values: [1, 2.5, -3, 0.75, 4],
  gamma: 1.5,
  beta: -0.25,
  runningMean: 0.5,
  runningVariance: 2,
  momentum: 0.1,
  epsilon: 1e-5,
};
const row = [1, 2, 0.5];
const schedule = { lrMax: 0.003, warmupSteps: 10, totalSteps: 100 };

/** Thirty digits by mpmath 1.x at 45, from the textbook form of each formula. */
const known: readonly (readonly [string, Formula, string])[] = [
  ['sigmoid(1)', (f) => sigmoid(f, 1), '0.731058578630004879251159241822'],
  ['sigmoid(-2.5)', (f) => sigmoid(f, -2.5), '0.0758581800212435511933061766462'],
  ["sigmoid'(1)", (f) => sigmoidDerivative(f, 1), '0.196611933241481852537424733586'],
  ["sigmoid'(12)", (f) => sigmoidDerivative(f, 12), '0.00000614413685133317532518779736317'],
  ['tanh(-2.5)', (f) => tanh(f, -2.5), '-0.986614298151430288881276039237'],
  ["tanh'(12)", (f) => tanhDerivative(f, 12), '1.5100538175976259740451692339e-10'],
  ['gelu(1)', (f) => gelu(f, 1), '0.841344746068542948585232545632'],
  ['gelu(-2.5)', (f) => gelu(f, -2.5), '-0.0155241633144403379174452614355'],
  ["gelu'(1)", (f) => geluDerivative(f, 1), '1.08331547058768629838306273857'],
  ["gelu'(-2.5)", (f) => geluDerivative(f, -2.5), '-0.0376110859081452082384177008427'],
  ['gelu-tanh(1)', (f) => geluTanh(f, 1), '0.841191990608276704781995777045'],
  ['gelu-tanh(-2.5)', (f) => geluTanh(f, -2.5), '-0.0150842660899985820794923224577'],
  ["gelu-tanh'(1)", (f) => geluTanhDerivative(f, 1), '1.08296408384578255513964241867'],
  ["gelu-tanh'(-2.5)", (f) => geluTanhDerivative(f, -2.5), '-0.0379515762126661826341762860091'],
  ['relu(-2.5)', (f) => relu(f, -2.5), '0'],
  ['relu(2.5)', (f) => relu(f, 2.5), '2.5'],
  ["relu'(-2.5)", (f) => reluDerivative(f, -2.5), '0'],
  ["relu'(2.5)", (f) => reluDerivative(f, 2.5), '1'],
  ['softmax, first class', (f) => softmax(f, row, 0), '0.2312238976221490672258205202'],
  ['softmax, top class', (f) => softmax(f, row, 1), '0.62853171921176244825198072561'],
  ['softmax Jacobian, diagonal', (f) => softmaxJacobian(f, row, 0, 0), '0.177759406790570994161012658944'],
  ['softmax Jacobian, off it', (f) => softmaxJacobian(f, row, 0, 2), '-0.0324278528952770898084894951989'],
  ['adam m', adam(adamFirstMoment, 'none'), '0.0375000000000000194289029309402'],
  ['adam v', adam(adamSecondMoment, 'none'), '0.500062500000000000055511151231'],
  ['adam theta', adam(adamParameter, 'none'), '1.4999892874397733382585597815'],
  ['adam-l2 m', adam(adamFirstMoment, 'coupled'), '0.0390000000000000191270610461203'],
  ['adam-l2 v', adam(adamSecondMoment, 'coupled'), '0.500040225000000000035267969101'],
  ['adam-l2 theta', adam(adamParameter, 'coupled'), '1.49998885868921982866889655324'],
  ['adamw theta', adam(adamParameter, 'decoupled'), '1.49997428743977333825793528105'],
  ['batchnorm training y', (f) => batchnormTraining(f, channel, 2), '-2.84985761118289782179202299826'],
  ['batchnorm inference y', (f) => batchnormInference(f, channel, 2), '-3.96230132048767419654244290047'],
  ['batchnorm running mean', (f) => batchnormRunningMean(f, channel), '0.555000000000000003053113317719'],
  ['batchnorm running variance', (f) => batchnormRunningVariance(f, channel), '2.48250000000000002678413046908'],
  ['warm-up at 3 of 10', (f) => cosineWarmup(f, { ...schedule, t: 3 }), '0.00090000000000000001873501354055'],
  ['cosine at 17 of 100', (f) => cosineWarmup(f, { ...schedule, t: 17 }), '0.00295544358941399476998209532883'],
];

describe('formulas in MPFR', () => {
  for (const [name, formula, digits] of known) {
    it(`${name} is ${digits}`, () => {
      field.release();
      const value = formula(field);
      const error = field.abs(field.sub(value, field.decimal(digits)));
      // Thirty significant digits leave half a unit of the last one: 2^-96 of the value, and 2^-92 is asked for.
      const bound = field.scale(field.abs(value), -92);
      expect(binding.mpfr_lessequal_p(error.upper, bound.upper)).not.toBe(0);
    });
  }

  it('are exact where mathematics makes them so: a third of the cosine, Adam with v-hat = g^2, a constant batch', () => {
    field.release();
    const wide = new MpfrField(binding, 1024);
    expect(wide.isExact(cosineWarmup(wide, { t: 40, lrMax: 0.003, warmupSteps: 10, totalSteps: 100 }))).toBe(true);
    const square = { ...step, m: 0, v: 0, t: 1, g: 0.5, beta1: 0.875, beta2: 1 - 2 ** -10, epsilon: 0.5 };
    // m-hat = g and v-hat = g^2, so u = 0.5 / (0.5 + 0.5) and theta' = 1.5 - lr / 2.
    const moved = adamParameter(wide, { ...square, lr: 0.5 }, 'none');
    expect(wide.isExact(moved) && binding.mpfr_get_d(moved.lower, 0)).toBe(1.25);
    const constant = batchnormTraining(wide, { ...channel, values: [0.1, 0.1, 0.1] }, 1);
    expect(wide.isExact(constant) && binding.mpfr_get_d(constant.lower, 0)).toBe(-0.25);
  });

  it('stay decided at huge and tiny arguments', () => {
    for (const x of [-1e308, -1e30, -5e-324, 5e-324, 1e30, 1e308])
      for (const f of [sigmoid, sigmoidDerivative, tanh, tanhDerivative, gelu, geluDerivative, geluTanh]) {
        field.release();
        const value = f(field, x);
        expect(binding.mpfr_lessequal_p(value.lower, value.upper)).not.toBe(0);
      }
  });

  it('agree with the erfc of MPFR where GELU takes the continued fraction', () => {
    const wide = new MpfrField(binding, 192);
    for (const x of [-5.7, -6, -9.5, -14, -26, -37]) {
      wide.release();
      // x erfc(-x/sqrt 2) / 2
      const root = wide.div(wide.number(-x), wide.sqrt(wide.number(2)));
      const direct = wide.scale(wide.mul(wide.number(x), wide.erfc(root)), -1);
      const error = wide.abs(wide.sub(gelu(wide, x), direct));
      const bound = wide.scale(wide.abs(direct), -170);
      expect(binding.mpfr_lessequal_p(error.upper, bound.upper)).not.toBe(0);
    }
  });

  it('refuses the derivative of relu at its kink and an unbiased variance of one value', () => {
    expect(() => reluDerivative(field, 0)).toThrow(/no derivative at 0/);
    expect(() => batchnormRunningVariance(field, { ...channel, values: [1] })).toThrow(/two values/);
  });
});
