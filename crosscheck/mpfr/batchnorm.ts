import type { Between, MpfrField } from './field.ts';

/** One channel of a batch: every value of x in it (all n and s), and what belongs to the channel. */
export interface Channel {
  readonly values: readonly number[];
  readonly gamma: number;
  readonly beta: number;
  readonly runningMean: number;
  readonly runningVariance: number;
  readonly momentum: number;
  readonly epsilon: number;
}

/** S = sum of x and N sum x^2 - S^2 = N^2 times the biased variance: whole numbers of the inputs, no division. */
function moments(field: MpfrField, values: readonly number[]): { count: Between; sum: Between; spread: Between } {
  const count = field.number(values.length);
  let sum = field.number(0);
  let squares = field.number(0);
  for (const x of values) {
    const value = field.number(x);
    sum = field.add(sum, value);
    squares = field.add(squares, field.square(value));
  }
  return { count, sum, spread: field.sub(field.mul(count, squares), field.square(sum)) };
}

/**
 * The normalised value of element `i` in training: with mean S/N and biased variance (N Q - S^2) / N^2 it is
 * gamma (N x - S) / sqrt(N Q - S^2 + N^2 epsilon) + beta. Source: Ioffe & Szegedy, ICML 2015, algorithm 1.
 */
export function batchnormTraining(field: MpfrField, channel: Channel, i: number): Between {
  const { count, sum, spread } = moments(field, channel.values);
  const centred = field.sub(field.mul(count, field.number(channel.values[i]!)), sum);
  const floor = field.mul(field.square(count), field.number(channel.epsilon));
  const scaled = field.div(field.mul(field.number(channel.gamma), centred), field.sqrt(field.add(spread, floor)));
  return field.add(scaled, field.number(channel.beta));
}

/**
 * The normalised value in inference, with the running statistics. Source: the same, algorithm 2, line 11, before
 * gamma / sqrt(...) is folded out of it.
 */
export function batchnormInference(field: MpfrField, channel: Channel, i: number): Between {
  const centred = field.sub(field.number(channel.values[i]!), field.number(channel.runningMean));
  const deviation = field.sqrt(field.add(field.number(channel.runningVariance), field.number(channel.epsilon)));
  const scaled = field.div(field.mul(field.number(channel.gamma), centred), deviation);
  return field.add(scaled, field.number(channel.beta));
}

/** The running mean after a step, (N r + momentum (S - N r)) / N: one division, last. Source: the same, section 3.1. */
export function batchnormRunningMean(field: MpfrField, channel: Channel): Between {
  const { count, sum } = moments(field, channel.values);
  const old = field.mul(count, field.number(channel.runningMean));
  const step = field.mul(field.number(channel.momentum), field.sub(sum, old));
  return field.div(field.add(old, step), count);
}

/**
 * The running variance after a step, fed with the unbiased (N Q - S^2) / (N (N - 1)) (same source, algorithm 2,
 * line 10), on the denominator N (N - 1). @throws RangeError for a single value, whose unbiased variance is undefined
 */
export function batchnormRunningVariance(field: MpfrField, channel: Channel): Between {
  const n = channel.values.length;
  if (n < 2) throw new RangeError('the unbiased variance needs at least two values in a channel');
  const { spread } = moments(field, channel.values);
  const pairs = field.number(n * (n - 1));
  const old = field.mul(pairs, field.number(channel.runningVariance));
  const step = field.mul(field.number(channel.momentum), field.sub(spread, old));
  return field.div(field.add(old, step), pairs);
}
