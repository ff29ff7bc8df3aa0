import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Adapter, AdapterError } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { loadTensorFlow } from './load-tensorflow.ts';
import { tfjsFactories } from './tfjs.ts';

const options = { deadline: 5000, pages: testPages };
const info = { hyper: {}, mode: '' };
const factory = (name: string) => tfjsFactories.find((each) => each.matches(name))!;
const float32 = (values: number[], shape?: number[]) => tensorOf('float32', values, shape);

let cpu: Adapter;
const said: unknown[] = [];
const listeners = (['log', 'warn', 'error', 'info'] as const).map((method) =>
  vi.spyOn(console, method).mockImplementation((...args) => void said.push(args)),
);

beforeAll(async () => {
  cpu = await factory('tfjs:cpu').open('tfjs:cpu', options);
});
afterAll(() => {
  for (const listener of listeners) listener.mockRestore();
});

describe('tfjs:cpu', () => {
  it('says what it is', () => {
    expect(cpu.provenance).toMatchObject({ name: '@tensorflow/tfjs', version: '4.22.0', details: { backend: 'cpu' } });
    expect(cpu.scalarFormat).toBe('float32');
  });

  it('runs its own activations and their gradients', async () => {
    const near = {
      sigmoid: [0.7310586, 0.1966119],
      tanh: [0.7615942, 0.4199743],
      relu: [1, 1],
      gelu: [0.8413447, 1.0833155],
      'gelu-tanh': [0.841192, 1.0829641],
    };
    for (const [name, [value, slope]] of Object.entries(near)) {
      const kernel = cpu.kernels.get(`activation/${name}`)!;
      const { y } = await kernel.forward!([float32([1])], info);
      expect(y, name).toMatchObject({ dtype: 'float32', shape: [1] });
      expect(numbersOf(y!)[0], name).toBeCloseTo(value!, 5);
      const { x } = await kernel.gradient!([float32([1])], float32([1]), info);
      expect(numbersOf(x!)[0], name).toBeCloseTo(slope!, 5);
    }
  });

  it('normalises over the last axis in softmax, and its gradient takes a cotangent', async () => {
    const softmax = cpu.kernels.get('activation/softmax')!;
    const x = float32([0, 0, 7, 7], [2, 2]);
    const { y } = await softmax.forward!([x], info);
    expect(y!.shape).toEqual([2, 2]);
    expect([...numbersOf(y!)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    const { x: slope } = await softmax.gradient!([x], float32([1, 0, 1, 1], [2, 2]), info);
    expect([...numbersOf(slope!)]).toEqual([0.25, -0.25, 0, 0]);
  });

  it('shows the state of Adam, and two instances do not know of each other', async () => {
    const { create } = cpu.kernels.get('optimizer/adam')!;
    const hyper = { lr: 0.5, beta1: 0.875, beta2: 1 - 2 ** -10, epsilon: 2 };
    const [a, b] = [await create!(hyper, 'float32'), await create!(hyper, 'float32')];
    expect(await a.state!()).toEqual({});
    await a.step([float32([1, -2]), float32([4, 8])]);
    await b.step([float32([1, -2]), float32([-4, -8])]);
    expect([...numbersOf((await a.state!()).m!)]).toEqual([0.5, 1]);
    expect([...numbersOf((await a.state!()).v!)]).toEqual([2 ** -6, 2 ** -4]);
    expect([...numbersOf((await b.state!()).m!)]).toEqual([-0.5, -1]);
    await a.set!({ lr: 0 });
    expect([...numbersOf((await a.step([float32([5, 6]), float32([1, 1])])).theta!)]).toEqual([5, 6]);
    await a.dispose!();
    await b.dispose!();
  });

  it('has every optimizer of tf.train, with its state and its rate in mid-run', async () => {
    // From theta 8 with gradient 2, hyper-parameters dyadic: slots after one step, computed by hand.
    const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
      sgd: {},
      momentum: { velocity: 2 },
      nesterov: { velocity: 2 },
      adagrad: { accumulator: 4 },
      adadelta: { v: 1, accumulatedUpdate: 1 },
      rmsprop: { v: 1 },
      adam: { m: 0.5, v: 1 },
      adamax: { m: 0.5, infinityNorm: 2 },
    };
    const hyper = { lr: 0.5, momentum: 0.5, rho: 0.75, beta1: 0.75, beta2: 0.75, epsilon: 1 };
    for (const [name, slots] of Object.entries(expected)) {
      const instance = await cpu.kernels.get(`optimizer/${name}`)!.create!(hyper, 'float32');
      const moved = numbersOf((await instance.step([float32([8]), float32([2])])).theta!)[0]!;
      expect(moved, name).toBeLessThan(8);
      const state = await instance.state!();
      expect(Object.fromEntries(Object.entries(state).map(([key, value]) => [key, numbersOf(value)[0]])), name).toEqual(
        slots,
      );
      await instance.set!({ lr: 0 });
      const still = await instance.step([float32([5]), float32([2])]);
      expect([...numbersOf(still.theta!)], name).toEqual([5]);
      await instance.dispose!();
    }
  });

  it('normalises a batch over samples and positions, channel by channel', async () => {
    const instance = await cpu.kernels.get('normalization/batchnorm')!.create!(
      { momentum: 0.75, epsilon: 0 },
      'float32',
    );
    await instance.mode!('training');
    // Channel 0 holds 1, 3, 1, 3 (mean 2, variance 1), channel 1 holds 0, 8, 0, 8 (mean 4, variance 16).
    const x = float32([1, 3, 0, 8, 1, 3, 0, 8], [2, 2, 2]);
    const parameters = [float32([1, 2]), float32([0, 5])];
    const { y } = await instance.step([x, ...parameters]);
    expect(y!.shape).toEqual([2, 2, 2]);
    expect([...numbersOf(y!)]).toEqual([-1, 1, 3, 7, -1, 1, 3, 7]);
    const state = await instance.state!();
    expect([...numbersOf(state.runningMean!)]).toEqual([0.5, 1]);
    expect([...numbersOf(state.runningVariance!)]).toEqual([1, 4.75]);
    await instance.load!({ runningMean: float32([1, 0]), runningVariance: float32([4, 16]) });
    await instance.mode!('inference');
    const inferred = await instance.step([x, ...parameters]);
    expect([...numbersOf(inferred.y!)]).toEqual([0, 1, 5, 9, 0, 1, 5, 9]);
    expect([...numbersOf((await instance.state!()).runningMean!)]).toEqual([1, 0]);
    await instance.dispose!();
  });

  it('leaves no tensor behind and the arrays of the caller alone', async () => {
    const tf = await loadTensorFlow({ subject: 'tfjs:cpu', packageName: '@tensorflow/tfjs', backend: 'cpu' });
    const x = float32([1, -2, 3, -4], [2, 2]);
    const run = async () => {
      for (const page of ['activation/mish', 'activation/softmax', 'activation/celu', 'elementary/erf']) {
        const { forward, gradient } = cpu.kernels.get(page)!;
        await forward!([x], info);
        await gradient!([x], x, info);
      }
      const { gradient } = cpu.kernels.get('block/affine')!;
      await gradient!([x, x, float32([1, 2])], x, info);
      const hyper = { lr: 1, momentum: 0.5, rho: 0.5, beta1: 0, beta2: 0, epsilon: 1 };
      for (const [page, { create }] of cpu.kernels) {
        if (!page.startsWith('optimizer/')) continue;
        const optimizer = await create!(hyper, 'float32');
        await optimizer.step([x, x]);
        await optimizer.set!({ lr: 0.5 });
        await optimizer.step([x, x]);
        await optimizer.dispose!();
      }
      const norm = await cpu.kernels.get('normalization/batchnorm')!.create!({ momentum: 0.5, epsilon: 1 }, 'float32');
      await norm.step([float32([1, 2], [1, 1, 2]), float32([1]), float32([0])]);
      await norm.load!({ runningMean: float32([3]) });
      await norm.dispose!();
    };
    await run();
    const before = tf.memory().numTensors;
    await run();
    expect(tf.memory().numTensors).toBe(before);
    expect(x).toEqual(float32([1, -2, 3, -4], [2, 2]));
  });

  it('explains what the library throws', async () => {
    const adam = await cpu.kernels.get('optimizer/adam')!.create!({ lr: 1, beta1: 0, beta2: 0, epsilon: 1 }, 'float32');
    expect(() => adam.step([float32([1, 2]), float32([1, 2, 3])])).toThrow(
      /^tfjs:cpu: tf.train.adam step threw: .*shape/i,
    );
    await adam.dispose!();
  });

  it('keeps the console quiet', () => {
    expect(said).toEqual([]);
  });
});

describe('a package without its native library', () => {
  it('is unavailable, with the words of its loader on one line', async () => {
    const error = await factory('tfjs:node-gpu')
      .open('tfjs:node-gpu', options)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AdapterError);
    expect((error as AdapterError).fault).toBe('unavailable');
    expect((error as AdapterError).message).toMatch(/^tfjs:node-gpu: .*native addon module.*can not be found/);
    expect((error as AdapterError).message).not.toContain('\n');
  });

  it('is unavailable where it is not installed, with the command that installs it', async () => {
    await expect(factory('tfjs:node').open('tfjs:node', options)).rejects.toThrow(
      'tfjs:node: the package @tensorflow/tfjs-node is not installed (npm install @tensorflow/tfjs-node)',
    );
  });
});
