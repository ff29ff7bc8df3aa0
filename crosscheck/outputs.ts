import { ADAPTIVE } from './adaptive-outputs.ts';
import { FIRST_ORDER } from './first-order-outputs.ts';
import { GRADIENTS } from './gradient-outputs.ts';
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
import type { CrosscheckOutput } from './output.ts';
import { type Block, single } from './point.ts';
import { adamStep } from './points/adam.ts';
import { type Batch, batch } from './points/batchnorm.ts';
import { scheduleStep } from './points/schedule.ts';
import { CLASSIC_SCALARS, FURTHER_SCALARS } from './scalar-outputs.ts';
import { SCHEDULES } from './schedule-outputs.ts';
import { FURTHER_TENSORS, SOFTMAX } from './tensor-outputs.ts';

export type { CrosscheckOutput };

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

/** The outputs on which `npm test` asks for the full number of points. */
export const CLASSIC_OUTPUTS: readonly CrosscheckOutput[] = [
  ...CLASSIC_SCALARS,
  ...SOFTMAX,
  ...optimizer('optimizer/adamw', 'decoupled'),
  ...optimizer('optimizer/adam', 'none'),
  ...optimizer('optimizer/adam-l2', 'coupled'),
  batchnorm('training', 'y', batchnormTraining),
  batchnorm('training', 'runningMean', batchnormRunningMean),
  batchnorm('training', 'runningVariance', batchnormRunningVariance),
  batchnorm('inference', 'y', batchnormInference),
  schedule,
];

/** Every output that has a second implementation. */
export const OUTPUTS: readonly CrosscheckOutput[] = [
  ...CLASSIC_OUTPUTS,
  ...FURTHER_SCALARS,
  ...FURTHER_TENSORS,
  ...FIRST_ORDER,
  ...ADAPTIVE,
  ...SCHEDULES,
  ...GRADIENTS,
];
