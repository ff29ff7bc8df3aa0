import type { FormatName, Kernel } from '../contract.ts';
import type { Attribute } from './model.ts';
import type { OnnxOperator, OnnxSessions } from './onnx-sessions.ts';

const FORMATS: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

const elementwise = (operator: string, attributes: Readonly<Record<string, Attribute>> = {}): OnnxOperator => ({
  operator,
  inputs: ['x'],
  outputs: ['y'],
  attributes,
});

const operators: Readonly<Record<string, OnnxOperator>> = {
  'activation/sigmoid': elementwise('Sigmoid'),
  'activation/tanh': elementwise('Tanh'),
  'activation/relu': elementwise('Relu'),
  'activation/gelu': elementwise('Gelu', { approximate: { kind: 'string', value: 'none' } }),
  'activation/gelu-tanh': elementwise('Gelu', { approximate: { kind: 'string', value: 'tanh' } }),
  // The default axis of Softmax since operator set 13 is the last one.
  'activation/softmax': elementwise('Softmax'),
};

/** The formats in which the provider has a kernel for an operator. */
export async function formatsOf(sessions: OnnxSessions, operator: OnnxOperator): Promise<FormatName[]> {
  const formats: FormatName[] = [];
  for (const format of FORMATS) if (await sessions.has(operator, format)) formats.push(format);
  return formats;
}

/** Forward kernels in every format that the provider has; onnxruntime for inference computes no gradients. */
export async function activationKernels(sessions: OnnxSessions): Promise<Map<string, Kernel>> {
  const kernels = new Map<string, Kernel>();
  for (const [page, operator] of Object.entries(operators)) {
    const formats = await formatsOf(sessions, operator);
    if (formats.length === 0) continue;
    kernels.set(page, { origin: 'native', formats, forward: (inputs) => sessions.run(operator, inputs) });
  }
  return kernels;
}
