import { createRequire } from 'node:module';
import type * as OnnxRuntime from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adapter } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { ELEMENT_TYPE, onnxModel } from './model.ts';
import { onnxruntimeFactory } from './onnxruntime.ts';

const info = { hyper: {}, mode: '' };
const float32 = (values: number[], shape?: number[]) => tensorOf('float32', values, shape);
let cpu: Adapter;

beforeAll(async () => {
  cpu = await onnxruntimeFactory.open('onnxruntime:cpu', { deadline: 5000, pages: testPages });
});
afterAll(() => cpu.close());

describe('onnxruntime:cpu', () => {
  it('says what it is', () => {
    expect(cpu.provenance).toMatchObject({ name: 'onnxruntime-node', details: { provider: 'cpu', opset: '20' } });
    expect(cpu.provenance.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('offers the formats for which a session can be made, and no others', () => {
    expect(cpu.kernels.get('activation/tanh')!.formats).toEqual(['float16', 'float32', 'float64']);
    expect(cpu.kernels.get('activation/gelu')!.formats).toEqual(['float16', 'float32']);
  });

  it('runs each activation in each of its formats', async () => {
    const at1 = {
      sigmoid: 0.7310586,
      tanh: 0.7615942,
      relu: 1,
      gelu: 0.8413447,
      'gelu-tanh': 0.841192,
      softmax: 0.880797,
    };
    for (const [name, value] of Object.entries(at1)) {
      const kernel = cpu.kernels.get(`activation/${name}`)!;
      for (const format of kernel.formats) {
        const x = tensorOf(format, [1, -1], [1, 2]);
        const { y } = await kernel.forward!([x], info);
        expect(y).toMatchObject({ dtype: format, shape: [1, 2] });
        // A few units of float16 at 1 are 2^-10 each.
        expect(Math.abs(numbersOf(y!)[0]! - value), `${name} ${format}`).toBeLessThan(
          format === 'float16' ? 2e-3 : 1e-5,
        );
        expect(x).toEqual(tensorOf(format, [1, -1], [1, 2]));
      }
    }
  });

  it('accepts a tensor without elements', async () => {
    const { y } = await cpu.kernels.get('activation/tanh')!.forward!([float32([])], info);
    expect(y!.shape).toEqual([0]);
  });

  it('normalises a batch over samples and positions and keeps running statistics of its own', async () => {
    const { create, formats } = cpu.kernels.get('normalization/batchnorm')!;
    for (const format of formats) {
      const instance = await create!({ momentum: 0.75, epsilon: 0.5 }, format);
      expect(await instance.state!()).toEqual({});
      await instance.mode!('training');
      // Channel 0: mean 2, variance 1 + epsilon; channel 1: mean 4, variance 16.
      const x = tensorOf(format, [1, 3, 0, 8, 1, 3, 0, 8], [2, 2, 2]);
      const parameters = [tensorOf(format, [1, 2]), tensorOf(format, [0, 5])];
      // Steps sent without waiting run in order.
      const [first, between, second] = await Promise.all([
        instance.step([x, ...parameters]),
        instance.state!(),
        instance.step([x, ...parameters]),
      ]);
      expect(first.y!.shape).toEqual([2, 2, 2]);
      expect(second.y).toEqual(first.y);
      expect([...numbersOf(between.runningMean!)]).toEqual([0.5, 1]);
      expect([...numbersOf(between.runningVariance!)]).toEqual([1, 4.75]);
      await instance.load!({ runningMean: tensorOf(format, [1, 0]), runningVariance: tensorOf(format, [3.5, 15.5]) });
      await instance.mode!('inference');
      const { y } = await instance.step([x, ...parameters]);
      expect(numbersOf(y!)[1]).toBeCloseTo(1, 2);
      expect(numbersOf(y!)[3]).toBeCloseTo(9, 2);
      expect([...numbersOf((await instance.state!()).runningMean!)]).toEqual([1, 0]);
    }
    expect(formats).toEqual(['float16', 'float32', 'float64']);
  });

  it('has none of the training operators of ONNX or of its own: no optimizer is judged that is not there', async () => {
    const { InferenceSession } = createRequire(import.meta.url)('onnxruntime-node') as typeof OnnxRuntime;
    const training: readonly (readonly [operator: string, domain: string])[] = [
      ['Adam', 'ai.onnx.preview.training'],
      ['Adagrad', 'ai.onnx.preview.training'],
      ['Momentum', 'ai.onnx.preview.training'],
      ['AdamOptimizer', 'com.microsoft'],
      ['AdamWOptimizer', 'com.microsoft'],
      ['SGDOptimizerV2', 'com.microsoft'],
    ];
    for (const [operator, domain] of training) {
      const nodes = [{ operator, domain, inputs: ['x'], outputs: ['y'] }];
      const model = onnxModel({ opset: 20, nodes, inputs: ['x'], outputs: ['y'], elementType: ELEMENT_TYPE.float32 });
      await expect(InferenceSession.create(model, { logSeverityLevel: 4 }), operator).rejects.toThrow(
        'not a registered',
      );
    }
    expect([...cpu.kernels.keys()].filter((page) => page.startsWith('optimizer/'))).toEqual([]);
  });

  it('explains what the runtime throws', async () => {
    const instance = await cpu.kernels.get('normalization/batchnorm')!.create!({}, 'float32');
    await expect(instance.step([float32([1]), float32([1, 2]), float32([1])])).rejects.toThrow(
      /^onnxruntime:cpu: BatchNormalization in float32 threw: /,
    );
  });
});
