import { beforeAll, describe, expect, it } from 'vitest';
import type { Adapter, Outputs } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { tfjsFactories } from './tfjs.ts';

const float32 = (values: readonly number[], shape?: readonly number[]) => tensorOf('float32', values, shape);
const SUBJECTS = ['tfjs:cpu', 'tfjs:wasm'] as const;
const adapters = new Map<string, Adapter>();

beforeAll(async () => {
  for (const subject of SUBJECTS) {
    const factory = tfjsFactories.find(({ matches }) => matches(subject))!;
    adapters.set(subject, await factory.open(subject, { deadline: 5000, pages: testPages }));
  }
});

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.log1p(Math.exp(x));
const mish = (x: number): number => x * Math.tanh(softplus(x));
const mishSlope = (x: number): number => Math.tanh(softplus(x)) + (x * sigmoid(x)) / Math.cosh(softplus(x)) ** 2;
const swish = (x: number, beta: number): number => x * sigmoid(beta * x);
const swishSlope = (x: number, beta: number): number => sigmoid(beta * x) * (1 + beta * x * (1 - sigmoid(beta * x)));

/** Values and slopes at -1 and 2, in float64 from the definitions. */
const AT_MINUS_1_AND_2: Readonly<Record<string, { y: number[]; slope: number[]; hyper?: Record<string, number> }>> = {
  'activation/relu6': { y: [0, 2], slope: [0, 1] },
  'activation/step': { y: [0, 1], slope: [0, 0] },
  'activation/leaky-relu': { y: [-0.25, 2], slope: [0.25, 1], hyper: { alpha: 0.25 } },
  'activation/elu': { y: [Math.expm1(-1), 2], slope: [Math.exp(-1), 1] },
  'activation/celu': { y: [2 * Math.expm1(-0.5), 2], slope: [Math.exp(-0.5), 1], hyper: { alpha: 2 } },
  'activation/selu': { y: [-1.1113307, 2.101402], slope: [0.6467686, 1.050701] },
  'activation/softplus': { y: [softplus(-1), softplus(2)], slope: [sigmoid(-1), sigmoid(2)] },
  'activation/log-sigmoid': { y: [-softplus(1), -softplus(-2)], slope: [sigmoid(1), sigmoid(-2)] },
  'activation/mish': { y: [mish(-1), mish(2)], slope: [mishSlope(-1), mishSlope(2)] },
  'activation/softsign': { y: [-0.5, 2 / 3], slope: [0.25, 1 / 9] },
  'activation/hard-sigmoid': { y: [0.3, 0.9], slope: [0.2, 0.2] },
  'activation/hard-swish': { y: [-1 / 3, 5 / 3], slope: [1 / 6, 7 / 6] },
  'activation/silu': { y: [swish(-1, 1), swish(2, 1)], slope: [swishSlope(-1, 1), swishSlope(2, 1)] },
  'activation/swish': { y: [swish(-1, 1), swish(2, 1)], slope: [swishSlope(-1, 1), swishSlope(2, 1)] },
  'activation/quick-gelu': {
    y: [swish(-1, 1.702), swish(2, 1.702)],
    slope: [swishSlope(-1, 1.702), swishSlope(2, 1.702)],
  },
  'elementary/exp': { y: [Math.exp(-1), Math.exp(2)], slope: [Math.exp(-1), Math.exp(2)] },
  'elementary/expm1': { y: [Math.expm1(-1), Math.expm1(2)], slope: [Math.exp(-1), Math.exp(2)] },
  'elementary/erf': { y: [-0.8427008, 0.9953223], slope: [0.4151075, 0.020667] },
};

describe.each(SUBJECTS)('operators of %s', (subject) => {
  const kernel = (page: string) => adapters.get(subject)!.kernels.get(page)!;
  const forward = async (page: string, inputs: ReturnType<typeof float32>[]) =>
    (await kernel(page).forward!(inputs, { hyper: {}, mode: '' })).y!;
  const numbers = (outputs: Outputs) =>
    Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, [...numbersOf(value)]]));

  it.each(Object.entries(AT_MINUS_1_AND_2))('give %s and its slope', async (page, { y, slope, hyper = {} }) => {
    const { forward: value, gradient } = kernel(page);
    const info = { hyper, mode: '' };
    const x = float32([-1, 2]);
    const got = numbers(await value!([x], info)).y!;
    const slopes = numbers(await gradient!([x], float32([1, 1]), info)).x!;
    // Two units of float32 at 4, the largest number here (exp(2) aside), and a rounded constant each.
    const near = (got: number, want: number) => expect(Math.abs(got - want)).toBeLessThan(1e-6 * (1 + Math.abs(want)));
    for (const [i, want] of y.entries()) near(got[i]!, want);
    for (const [i, want] of slope.entries()) near(slopes[i]!, want);
  });

  it('take the logarithm of 1 + x', async () => {
    expect(numbersOf(await forward('elementary/log1p', [float32([0, 1])]))[1]).toBeCloseTo(Math.LN2, 6);
  });

  it('reduce the last axis in log-sum-exp, and its gradient is softmax', async () => {
    const x = float32([0, 0, 5, 5], [2, 2]);
    const y = await forward('activation/log-sum-exp', [x]);
    expect(y.shape).toEqual([2]);
    expect(numbersOf(y)[1]).toBeCloseTo(5 + Math.LN2, 5);
    const slope = await kernel('activation/log-sum-exp').gradient!([x], float32([1, 4]), { hyper: {}, mode: '' });
    expect(numbers(slope).x).toEqual([0.5, 0.5, 2, 2]);
    expect(numbersOf(await forward('activation/log-softmax', [x]))[0]).toBeCloseTo(-Math.LN2, 6);
  });

  it('give the gradient by every input, each in the shape of its input', async () => {
    const info = { hyper: {}, mode: '' };
    const x = float32([1, -2, -3, 4], [2, 2]);
    const ones = float32([1, 1, 1, 1], [2, 2]);
    const prelu = await kernel('activation/prelu').gradient!([x, float32([0.5, 0.25])], ones, info);
    expect(numbers(prelu)).toEqual({ x: [1, 0.25, 0.5, 1], a: [-3, -2] });
    const b = float32([2, 3, 4, 5], [2, 2]);
    expect(numbers(await kernel('activation/gate').gradient!([x, b], ones, info))).toEqual({
      a: [2, 3, 4, 5],
      b: [1, -2, -3, 4],
    });
    const zero = float32([0, 0, 0, 0], [2, 2]);
    expect(numbers(await kernel('activation/glu').gradient!([x, zero], ones, info))).toEqual({
      a: [0.5, 0.5, 0.5, 0.5],
      b: [0.25, -0.5, -0.75, 1],
    });
    expect(numbers(await kernel('activation/swiglu').gradient!([zero, b], ones, info))).toEqual({
      a: [1, 1.5, 2, 2.5],
      b: [0, 0, 0, 0],
    });
    const w = float32([1, 0, 2, 0.5, -1, 4], [3, 2]);
    const affine = [x, w, float32([1, 2, 3])];
    expect([...numbersOf(await forward('block/affine', affine))]).toEqual([2, 3, -6, -2, -2, 22]);
    const slopes = await kernel('block/affine').gradient!(affine, float32([1, 0, 0, 0, 1, 0], [2, 3]), info);
    expect(numbers(slopes)).toEqual({ x: [1, 0, 2, 0.5], W: [1, -2, -3, 4, 0, 0], b: [1, 1, 0] });
    expect(slopes.W!.shape).toEqual([3, 2]);
  });

  it('say which hyper-parameters are built in', () => {
    expect(kernel('activation/elu').hyper).toEqual({ alpha: 1 });
    expect(kernel('activation/swish').hyper).toEqual({ beta: 1 });
    expect(kernel('activation/leaky-relu').hyper).toBeUndefined();
    expect(kernel('activation/glu').origin).toBe('composed');
    expect(kernel('activation/silu').origin).toBe('native');
  });
});

describe('two backends in one process', () => {
  it('keep their calls apart, and answer each as they do alone', async () => {
    const x = float32(Array.from({ length: 64 }, (_, i) => i / 8 - 4));
    const info = { hyper: {}, mode: '' };
    const ask = async (subject: string) =>
      numbersOf((await adapters.get(subject)!.kernels.get('activation/mish')!.forward!([x], info)).y!);
    const [cpu, wasm] = [await ask('tfjs:cpu'), await ask('tfjs:wasm')];
    // Different code: else the second backend would not have run.
    expect(wasm).not.toEqual(cpu);
    const mixed = await Promise.all(['tfjs:wasm', 'tfjs:cpu', 'tfjs:wasm', 'tfjs:cpu'].map(ask));
    expect(mixed).toEqual([wasm, cpu, wasm, cpu]);
  });

  it('leaves the listeners of the process as they were', () => {
    const said = process.listeners('unhandledRejection').map(String);
    expect(said.filter((text) => text.includes('throw reason'))).toEqual([]);
  });

  it('says what WebAssembly has to offer', () => {
    const { provenance } = adapters.get('tfjs:wasm')!;
    expect(provenance).toMatchObject({
      name: '@tensorflow/tfjs-backend-wasm',
      version: '4.22.0',
      details: { backend: 'wasm', '@tensorflow/tfjs': '4.22.0', simd: 'true', threads: '1' },
    });
    expect(provenance.details.subnormals).toBe('kept in float32');
  });
});
