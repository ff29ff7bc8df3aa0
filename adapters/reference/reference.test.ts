import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Adapter } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { referenceFactory } from './reference.ts';

let reference: Adapter;
const info = { hyper: {}, mode: '' };
const float64 = (values: number[], shape?: number[]) => tensorOf('float64', values, shape);

beforeAll(async () => {
  reference = await referenceFactory.open('reference', { deadline: 5000, pages: testPages });
});

const forward = async (name: string, x: number[]) =>
  Object.values(await reference.kernels.get(name)!.forward!([float64(x)], info)).map((y) => [...numbersOf(y)])[0];

const gradient = async (name: string, x: number[], w: number[]) =>
  Object.values(await reference.kernels.get(name)!.gradient!([float64(x)], float64(w), info)).map((y) => [
    ...numbersOf(y),
  ])[0];

describe('reference', () => {
  it('offers every page of the project', () => {
    expect([...reference.kernels.keys()]).toEqual(expect.arrayContaining(testPages.map(({ id }) => id)));
  });

  it('rounds once: values of OEIS constants to the last bit', async () => {
    // tanh 1 = 0.76159415595576488811... (A073744); 1/(1 + 1/e) = 0.73105857863000487925... (A335809).
    expect(await forward('activation/tanh', [1, -1])).toEqual([0.7615941559557649, -0.7615941559557649]);
    expect(await forward('activation/sigmoid', [1, 0])).toEqual([0.7310585786300049, 0.5]);
    for (const format of ['float16', 'bfloat16', 'float32'] as const) {
      const { y } = await reference.kernels.get('activation/tanh')!.forward!([tensorOf(format, [1])], info);
      expect(numbersOf(y!)[0]).toBe(roundNumber(FORMATS[format], 0.7615941559557649));
    }
  });

  it('takes the limits of the page at infinities and NaN', async () => {
    const specials = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    expect(await forward('activation/tanh', specials)).toEqual([1, -1, Number.NaN]);
    expect(await forward('activation/gelu', specials)).toEqual([Number.POSITIVE_INFINITY, 0, Number.NaN]);
    expect(await gradient('activation/tanh', specials, [1, 1, 1])).toEqual([0, 0, Number.NaN]);
  });

  it('differentiates, with a one-sided derivative at a kink and the cotangent inside the rounding', async () => {
    expect(await gradient('activation/relu', [-1, 0, 2], [3, 3, 3])).toEqual([
      0,
      expect.toSatisfy((s) => s === 0 || s === 3),
      3,
    ]);
    expect(await gradient('activation/sigmoid', [0], [0.1])).toEqual([0.025]);
  });

  it('differentiates where only parts of the formula have a kink, and takes the page at its own kinks', async () => {
    // softplus is log1p(e^-|x|) + max(x, 0): the kinks at 0 cancel, and the slope is sigma(0).
    expect(await gradient('activation/softplus', [0, -0], [1, 1])).toEqual([0.5, 0.5]);
    expect(await gradient('activation/log-sigmoid', [0, -0], [1, 1])).toEqual([0.5, 0.5]);
    expect(await gradient('activation/hard-swish', [-3, 3], [1, 1])).toEqual([0, 1.5]);
  });

  it('sums over the last axis in softmax and its gradient', async () => {
    const x = float64([0, 0, 7, 7], [2, 2]);
    const softmax = reference.kernels.get('activation/softmax')!;
    expect((await softmax.forward!([x], info)).y).toEqual(float64([0.5, 0.5, 0.5, 0.5], [2, 2]));
    const { x: slope } = await softmax.gradient!([x], float64([1, 0, 1, 1], [2, 2]), info);
    expect(slope).toEqual(float64([0.25, -0.25, 0, 0], [2, 2]));
    // Rows of softmax add up to 1, so their gradient along (1, ..., 1) is exactly 0, which no digits can show.
    const uneven = float64([1, 2, 4], [1, 3]);
    const flat = await softmax.gradient!([uneven], float64([1, 1, 1], [1, 3]), info);
    expect([...numbersOf(flat.x!)].every((each) => each === 0)).toBe(true);
  });

  it('steps AdamW on stored states', async () => {
    const hyper = { lr: 0.5, beta1: 0.875, beta2: 1 - 2 ** -10, epsilon: 2, weightDecay: 0.5 };
    const instance = await reference.kernels.get('optimizer/adamw')!.create!(hyper, 'float64');
    expect(await instance.state!()).toEqual({});
    const { theta } = await instance.step([float64([1, -2]), float64([4, 8])]);
    expect(await instance.state!()).toEqual({ m: float64([0.5, 1]), v: float64([2 ** -6, 2 ** -4]) });
    // 1 - (4 / 6 + 1 / 2) / 2 = 5 / 12 and -2 - (8 / 10 - 1) / 2 = -1.9.
    expect([...numbersOf(theta!)]).toEqual([5 / 12, -1.9]);
    await instance.load!({ m: float64([0, 0]), v: float64([0, 0]) });
    await instance.set!({ lr: 0 });
    expect([...numbersOf((await instance.step([float64([1, -2]), float64([4, 8])])).theta!)]).toEqual([1, -2]);
  });

  it('normalises batches in both modes', async () => {
    const instance = await reference.kernels.get('normalization/batchnorm')!.create!(
      { momentum: 0.25, epsilon: 3 },
      'float64',
    );
    const x = float64([1, 3, 0, 8, 1, 3, 0, 8], [2, 2, 2]);
    const parameters = [float64([2, 1]), float64([0, 5])];
    await instance.mode!('training');
    const { y } = await instance.step([x, ...parameters]);
    expect(y!.shape).toEqual([2, 2, 2]);
    expect([...numbersOf(y!)].slice(0, 2)).toEqual([-1, 1]);
    // Unbiased variances 4/3 and 64/3 of four values each, a quarter of the way from 1.
    const { runningMean, runningVariance } = await instance.state!();
    expect([...numbersOf(runningMean!)]).toEqual([0.5, 1]);
    expect([...numbersOf(runningVariance!)]).toEqual([0.75 + 1 / 3, 0.75 + 16 / 3]);
    await instance.load!({ runningMean: float64([1, 0]), runningVariance: float64([1, 13]) });
    await instance.mode!('inference');
    expect([...numbersOf((await instance.step([x, ...parameters])).y!)]).toEqual([0, 2, 5, 7, 0, 2, 5, 7]);
    expect((await instance.state!()).runningMean).toEqual(float64([1, 0]));
  });

  it('evaluates schedules step by step', async () => {
    const { forward: run } = reference.kernels.get('schedule/cosine-warmup')!;
    const hyper = { lrMax: 1, warmupSteps: 4, totalSteps: 10 };
    const { lr } = await run!([float64([0, 2, 4, 6, 7, 10])], { hyper, mode: '' });
    expect([...numbersOf(lr!)]).toEqual([0, 0.5, 1, 0.75, 0.5, 0]);
  });

  it('says which tensor does not fit', async () => {
    const instance = await reference.kernels.get('normalization/batchnorm')!.create!(
      { momentum: 0.25, epsilon: 3 },
      'float64',
    );
    expect(() => instance.step([float64([1, 2], [1, 2, 1]), float64([1]), float64([0, 0])])).toThrow(/has shape \[1\]/);
  });
});
