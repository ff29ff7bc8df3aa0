import type { Optimizer } from '@tensorflow/tfjs';
import type { Hyperparameters } from '../contract.ts';
import type { TensorFlowJs } from './load-tensorflow.ts';

/** One optimizer of the library: how it is made, and where it keeps what. */
export interface TfjsOptimizer {
  /** What the library calls it, for messages. */
  readonly call: string;
  readonly make: (tf: TensorFlowJs, hyper: Hyperparameters) => Optimizer;
  /** Slot of the page to the optimizer's own list of accumulators, one for each variable. */
  readonly slots: Readonly<Record<string, string>>;
  /** Hyper-parameters that the library has built in, by page key. */
  readonly hyper?: Hyperparameters;
  /** Hyper-parameters that can be changed in mid-run, by page key: the optimizer's property. */
  readonly settable: Readonly<Record<string, string>>;
}

const LEARNING_RATE = { lr: 'learningRate' };

/** What `tf.backend().epsilon()` is in float32, for an optimizer that takes none. */
const BACKEND_EPSILON = 1e-7;

/**
 * Every optimizer of `tf.train`, by page. Momentum that the library can add to its RMSProp is off, and the accumulator of
 * Adagrad starts at 0 as the page has it (the library's own default is 0.1).
 */
export const optimizers: Readonly<Record<string, TfjsOptimizer>> = {
  'optimizer/sgd': {
    call: 'tf.train.sgd',
    make: (tf, { lr }) => tf.train.sgd(lr!),
    slots: {},
    settable: LEARNING_RATE,
  },
  'optimizer/momentum': {
    call: 'tf.train.momentum',
    make: (tf, { lr, momentum }) => tf.train.momentum(lr!, momentum!),
    slots: { velocity: 'accumulations' },
    settable: LEARNING_RATE,
  },
  'optimizer/nesterov': {
    call: 'tf.train.momentum with useNesterov',
    make: (tf, { lr, momentum }) => tf.train.momentum(lr!, momentum!, true),
    slots: { velocity: 'accumulations' },
    settable: LEARNING_RATE,
  },
  'optimizer/adagrad': {
    call: 'tf.train.adagrad',
    make: (tf, { lr }) => tf.train.adagrad(lr!, 0),
    slots: { accumulator: 'accumulatedGrads' },
    hyper: { epsilon: BACKEND_EPSILON },
    settable: LEARNING_RATE,
  },
  'optimizer/adadelta': {
    call: 'tf.train.adadelta',
    make: (tf, { lr, rho, epsilon }) => tf.train.adadelta(lr, rho, epsilon),
    slots: { v: 'accumulatedGrads', accumulatedUpdate: 'accumulatedUpdates' },
    settable: { ...LEARNING_RATE, rho: 'rho', epsilon: 'epsilon' },
  },
  'optimizer/rmsprop': {
    call: 'tf.train.rmsprop',
    make: (tf, { lr, rho, epsilon }) => tf.train.rmsprop(lr!, rho, 0, epsilon),
    slots: { v: 'accumulatedMeanSquares' },
    settable: { ...LEARNING_RATE, rho: 'decay', epsilon: 'epsilon' },
  },
  'optimizer/adam': {
    call: 'tf.train.adam',
    make: (tf, { lr, beta1, beta2, epsilon }) => tf.train.adam(lr, beta1, beta2, epsilon),
    slots: { m: 'accumulatedFirstMoment', v: 'accumulatedSecondMoment' },
    settable: { ...LEARNING_RATE, beta1: 'beta1', beta2: 'beta2', epsilon: 'epsilon' },
  },
  'optimizer/adamax': {
    call: 'tf.train.adamax',
    make: (tf, { lr, beta1, beta2, epsilon }) => tf.train.adamax(lr, beta1, beta2, epsilon),
    slots: { m: 'accumulatedFirstMoment', infinityNorm: 'accumulatedWeightedInfNorm' },
    settable: { ...LEARNING_RATE, beta1: 'beta1', beta2: 'beta2', epsilon: 'epsilon' },
  },
};
