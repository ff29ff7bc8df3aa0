import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adapter } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { describePlans } from './describe-plans.ts';
import { ELEMENT_TYPE, onnxModel } from './model.ts';
import { onnxruntimeFactory } from './onnxruntime.ts';
import { operatorsOf } from './read-model.ts';

let cpu: Adapter;
beforeAll(async () => {
  cpu = await onnxruntimeFactory.open('onnxruntime:cpu', { deadline: 5000, pages: testPages });
});
afterAll(() => cpu.close());

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.log1p(Math.exp(x));
const below0 = (f: (x: number) => number) => (x: number) => (x > 0 ? x : f(x));

/** The definitions in float64, and the hyper-parameters they are asked with. */
const FORMULAS: Readonly<Record<string, readonly [f: (x: number) => number, hyper?: Record<string, number>]>> = {
  'activation/relu6': [(x) => Math.min(6, Math.max(0, x))],
  'activation/leaky-relu': [below0((x) => 0.25 * x), { alpha: 0.25 }],
  'activation/elu': [below0((x) => 2 * Math.expm1(x)), { alpha: 2 }],
  'activation/celu': [below0((x) => 2 * Math.expm1(x / 2)), { alpha: 2 }],
  'activation/selu': [(x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))],
  'activation/softplus': [softplus],
  'activation/softsign': [(x) => x / (1 + Math.abs(x))],
  'activation/mish': [(x) => x * Math.tanh(softplus(x))],
  'activation/silu': [(x) => x * sigmoid(x)],
  'activation/swish': [(x) => x * sigmoid(2 * x), { beta: 2 }],
  'activation/quick-gelu': [(x) => x * sigmoid(1.702 * x)],
  'activation/hard-sigmoid': [(x) => Math.min(1, Math.max(0, x / 6 + 0.5))],
  'activation/hard-swish': [(x) => x * Math.min(1, Math.max(0, x / 6 + 0.5))],
  'activation/log-sigmoid': [(x) => -softplus(-x)],
  'elementary/exp': [Math.exp],
};

const X = [-8, -1, -0.5, 0, 0.5, 1, 8];

describe('operators of onnxruntime:cpu', () => {
  it.each(Object.entries(FORMULAS))('compute %s in each of its formats', async (page, [f, hyper = {}]) => {
    const { formats, forward } = cpu.kernels.get(page)!;
    expect(formats).toContain('float32');
    for (const format of formats) {
      const { y } = await forward!([tensorOf(format, X)], { hyper, mode: '' });
      // Eight units of the format at 1, times the factor x of the swishes, or at the result: all that this has to
      // exclude is another operator.
      const unit = format === 'float16' ? 2 ** -11 : 2 ** -24;
      for (const [i, got] of numbersOf(y!).entries()) {
        expect(Math.abs(got - f(X[i]!)), `${format} at ${X[i]}`).toBeLessThan(
          8 * unit * (1 + Math.abs(X[i]!) + Math.abs(f(X[i]!))),
        );
      }
    }
  });

  it('reduce the last axis in log-sum-exp and keep it in log-softmax', async () => {
    for (const format of cpu.kernels.get('activation/log-sum-exp')!.formats) {
      const x = tensorOf(format, [0, 0, 4, 4], [2, 2]);
      const info = { hyper: {}, mode: '' };
      const sums = (await cpu.kernels.get('activation/log-sum-exp')!.forward!([x], info)).y!;
      expect(sums.shape).toEqual([2]);
      expect(numbersOf(sums)[1]).toBeCloseTo(4 + Math.LN2, 2);
      const logs = (await cpu.kernels.get('activation/log-softmax')!.forward!([x], info)).y!;
      expect(logs.shape).toEqual([2, 2]);
      expect(numbersOf(logs)[3]).toBeCloseTo(-Math.LN2, 2);
    }
  });

  it('take several inputs in call order', async () => {
    const info = { hyper: {}, mode: '' };
    for (const format of ['float16', 'float32'] as const) {
      const x = tensorOf(format, [1, -2, -3, 4], [2, 2]);
      const ask = async (page: string, ...others: (readonly [number[], number[]?])[]) => {
        const inputs = [x, ...others.map(([values, shape]) => tensorOf(format, values, shape))];
        return [...numbersOf((await cpu.kernels.get(page)!.forward!(inputs, info)).y!)];
      };
      const b: [number[], number[]] = [
        [2, 3, 4, 5],
        [2, 2],
      ];
      const nothing: [number[], number[]] = [
        [0, 0, 0, 0],
        [2, 2],
      ];
      expect(await ask('activation/prelu', [[0.5, 0.25]])).toEqual([1, -0.5, -1.5, 4]);
      expect(await ask('activation/gate', b)).toEqual([2, -6, -12, 20]);
      expect(await ask('activation/glu', nothing)).toEqual([0.5, -1, -1.5, 2]);
      expect((await ask('activation/swiglu', nothing)).map(Math.abs)).toEqual([0, 0, 0, 0]);
      expect(
        await ask(
          'block/affine',
          [
            [1, 0, 2, 0.5, -1, 4],
            [3, 2],
          ],
          [[1, 2, 3]],
        ),
      ).toEqual([2, 3, -6, -2, -2, 22]);
    }
  });

  it('are offered where a session can be made, and nowhere else', () => {
    expect(cpu.kernels.get('activation/celu')!.formats).toEqual(['float32']);
    expect(cpu.kernels.get('activation/silu')!.formats).toEqual(['float16', 'float32', 'float64']);
    expect(cpu.kernels.get('activation/step')).toBeUndefined();
    expect([...cpu.kernels.values()].flatMap(({ formats }) => formats)).not.toContain('bfloat16');
  });

  it('say in which format they compute, and as what', () => {
    const { details } = cpu.provenance;
    expect(details).toMatchObject({
      float16: 'computed in float32 (Cast inserted), except relu6, clip-by-value',
      bfloat16: 'no kernels',
      subnormals: 'kept in float16, float32, float64',
      'graph optimization': 'all',
    });
    expect(details['runs as']).toContain('mish: Softplus, Tanh, Mul');
    expect(details['runs as']).toContain('swiglu: com.microsoft:QuickGelu, Mul');
  });
});

describe('describePlans', () => {
  const plan = (format: 'float16' | 'float32', runs: readonly string[]) => ({
    page: 'activation/tanh',
    format,
    asked: ['Tanh'],
    runs,
  });

  it('does not speak of casts where there are none', () => {
    expect(describePlans([plan('float16', ['Tanh']), plan('float32', ['Tanh'])])).toEqual({
      float16: 'computed in float16',
      bfloat16: 'no kernels',
    });
  });

  it('names what runs in the place of an operator', () => {
    expect(describePlans([plan('float32', ['Exp', 'Div'])])['runs as']).toBe('tanh: Exp, Div');
  });
});

describe('models', () => {
  const model = onnxModel({
    opset: 20,
    nodes: [
      { operator: 'Neg', inputs: ['x'], outputs: ['z'] },
      { operator: 'QuickGelu', domain: 'com.microsoft', inputs: ['z'], outputs: ['y'] },
    ],
    inputs: ['x'],
    outputs: ['y'],
    elementType: ELEMENT_TYPE.float32,
  });

  it('are read back as they were written', () => {
    expect(operatorsOf(model)).toEqual(['Neg', 'com.microsoft:QuickGelu']);
  });

  it('are refused when they are cut off', () => {
    expect(() => operatorsOf(model.slice(0, -3))).toThrow(RangeError);
  });
});
