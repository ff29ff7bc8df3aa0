import type { FormatName } from '../reference/formats/format.ts';
import { type AdamStep, adamFirstMoment, adamParameter, adamSecondMoment, type Decay } from './mpfr/adam.ts';
import {
  batchnormInference,
  batchnormRunningMean,
  batchnormRunningVariance,
  batchnormTraining,
  type Channel,
} from './mpfr/batchnorm.ts';
import { cosineWarmup } from './mpfr/cosine-warmup.ts';
import type { Between, MpfrField } from './mpfr/field.ts';
import { gelu, geluDerivative } from './mpfr/gelu.ts';
import { geluTanh, geluTanhDerivative } from './mpfr/gelu-tanh.ts';
import { relu, reluDerivative } from './mpfr/relu.ts';
import { sigmoid, sigmoidDerivative } from './mpfr/sigmoid.ts';
import { softmax, softmaxJacobian } from './mpfr/softmax.ts';
import { tanh, tanhDerivative } from './mpfr/tanh.ts';
import { type Block, type Point, single } from './point.ts';
import { adamStep } from './points/adam.ts';
import { type Batch, batch } from './points/batchnorm.ts';
import type { Random } from './points/random.ts';
import { scalarPoint, softmaxRow } from './points/scalar.ts';
import { scheduleStep } from './points/schedule.ts';

/** One output of one page, or its derivative: what is asked of the oracle, and how the hand-written side answers. */
export interface CrosscheckOutput {
  /** `activation/gelu y`, with a prime for a derivative and the mode where a page has several. */
  readonly name: string;
  readonly page: string;
  /** Empty where the page has one mode. */
  readonly mode: string;
  readonly output: string;
  /** The input by which it is differentiated. */
  readonly wrt?: string;
  readonly draw: (random: Random, format: FormatName) => Point;
}

type ScalarFormula = (field: MpfrField, x: number) => Between;

function activation(
  page: string,
  value: ScalarFormula,
  derivative: ScalarFormula,
  differentiable: (x: number) => boolean = () => true,
): CrosscheckOutput[] {
  const draw =
    (formula: ScalarFormula, accepts: (x: number) => boolean) =>
    (random: Random, format: FormatName): Point => {
      let x = scalarPoint(random, format);
      while (!accepts(x)) x = scalarPoint(random, format);
      return { format, symbols: { 'x@0': single(x) }, at: [], wrtAt: [], formula: (field) => formula(field, x) };
    };
  return [
    { name: `${page} y`, page, mode: '', output: 'y', draw: draw(value, () => true) },
    { name: `${page} y'`, page, mode: '', output: 'y', wrt: 'x', draw: draw(derivative, differentiable) },
  ];
}

function softmaxOutput(derivative: boolean): CrosscheckOutput {
  const draw = (random: Random, format: FormatName): Point => {
    const row = softmaxRow(random, format);
    const i = random.integer(0, row.length - 1);
    const j = random.integer(0, row.length - 1);
    return {
      format,
      symbols: { 'x@0': { shape: [1, row.length], data: row } },
      at: [0, i],
      wrtAt: derivative ? [0, j] : [],
      formula: (field) => (derivative ? softmaxJacobian(field, row, i, j) : softmax(field, row, i)),
    };
  };
  const common = { page: 'activation/softmax', mode: '', output: 'y', draw };
  return derivative
    ? { ...common, name: "activation/softmax y'", wrt: 'x' }
    : { ...common, name: 'activation/softmax y' };
}

function optimizer(page: string, decay: Decay): CrosscheckOutput[] {
  const slots = { m: adamFirstMoment, v: adamSecondMoment, theta: adamParameter };
  return Object.entries(slots).map(([output, formula]) => ({
    name: `${page} ${output}`,
    page,
    mode: '',
    output,
    draw: (random, format) => {
      const step: AdamStep = adamStep(random, format);
      const symbols: Record<string, Block> = {
        'theta@1': single(step.theta),
        'g@0': single(step.g),
        'm@1': single(step.m),
        'v@1': single(step.v),
      };
      for (const key of ['t', 'lr', 'beta1', 'beta2', 'epsilon'] as const) symbols[`${key}@0`] = single(step[key]);
      if (decay !== 'none') symbols['weightDecay@0'] = single(step.weightDecay ?? 0);
      return { format, symbols, at: [], wrtAt: [], formula: (field) => formula(field, step, decay) };
    },
  }));
}

function channelOf(drawn: Batch, c: number): Channel {
  const [, channels, places] = drawn.shape;
  return {
    values: drawn.x.filter((_, i) => Math.floor(i / places) % channels === c),
    gamma: drawn.gamma[c]!,
    beta: drawn.beta[c]!,
    runningMean: drawn.runningMean[c]!,
    runningVariance: drawn.runningVariance[c]!,
    momentum: drawn.momentum,
    epsilon: drawn.epsilon,
  };
}

function batchnorm(
  mode: 'training' | 'inference',
  output: 'y' | 'runningMean' | 'runningVariance',
  formula: (field: MpfrField, channel: Channel, element: number) => Between,
): CrosscheckOutput {
  const page = 'normalization/batchnorm';
  return {
    name: `${page} ${mode} ${output}`,
    page,
    mode,
    output,
    draw: (random, format) => {
      const drawn = batch(random, format);
      const [samples, channels, places] = drawn.shape;
      const [n, c, s] = [samples, channels, places].map((extent) => random.integer(0, extent - 1)) as [
        number,
        number,
        number,
      ];
      const channel = channelOf(drawn, c);
      const perChannel = (data: readonly number[]): Block => ({ shape: [channels], data });
      return {
        format,
        symbols: {
          'x@0': { shape: drawn.shape, data: drawn.x },
          'gamma@0': perChannel(drawn.gamma),
          'beta@0': perChannel(drawn.beta),
          'runningMean@1': perChannel(drawn.runningMean),
          'runningVariance@1': perChannel(drawn.runningVariance),
          'momentum@0': single(drawn.momentum),
          'epsilon@0': single(drawn.epsilon),
        },
        at: output === 'y' ? [n, c, s] : [c],
        wrtAt: [],
        formula: (field) => formula(field, channel, n * places + s),
      };
    },
  };
}

const schedule: CrosscheckOutput = {
  name: 'schedule/cosine-warmup lr',
  page: 'schedule/cosine-warmup',
  mode: '',
  output: 'lr',
  draw: (random, format) => {
    const step = scheduleStep(random, format);
    const symbols = Object.fromEntries(Object.entries(step).map(([key, value]) => [`${key}@0`, single(value)]));
    return { format, symbols, at: [], wrtAt: [], formula: (field) => cosineWarmup(field, step) };
  },
};

/** Every output that has a second implementation. */
export const OUTPUTS: readonly CrosscheckOutput[] = [
  ...activation('activation/sigmoid', sigmoid, sigmoidDerivative),
  ...activation('activation/tanh', tanh, tanhDerivative),
  ...activation('activation/relu', relu, reluDerivative, (x) => x !== 0),
  ...activation('activation/gelu', gelu, geluDerivative),
  ...activation('activation/gelu-tanh', geluTanh, geluTanhDerivative),
  softmaxOutput(false),
  softmaxOutput(true),
  ...optimizer('optimizer/adamw', 'decoupled'),
  ...optimizer('optimizer/adam', 'none'),
  ...optimizer('optimizer/adam-l2', 'coupled'),
  batchnorm('training', 'y', batchnormTraining),
  batchnorm('training', 'runningMean', batchnormRunningMean),
  batchnorm('training', 'runningVariance', batchnormRunningVariance),
  batchnorm('inference', 'y', batchnormInference),
  schedule,
];
