import { FORMATS } from '../../reference/formats/format.ts';
import { pack } from '../../reference/formats/storage.ts';
import type { FormatName, Hyperparameters, Kernel } from '../contract.ts';
import type { Attribute, Constant, ModelNode } from './model.ts';

/** A graph of ONNX operators: what a session is made of, besides the format. */
export interface OnnxGraph {
  /** What it is called in messages: its operator, or what it computes. */
  readonly name: string;
  /** Absent: `OPSET`. */
  readonly opset?: number;
  readonly nodes: readonly ModelNode[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly constants?: (format: FormatName) => Readonly<Record<string, Constant>>;
}

/** How one page is computed with onnxruntime; hyper-parameters are attributes of the model. */
export interface OnnxOperator extends Pick<Kernel, 'origin'> {
  readonly graph: (hyper: Hyperparameters) => OnnxGraph;
}

/** The operator set for all that does not need a later one: the first that has Gelu. */
export const OPSET = 20;

const DOMAIN_OF_THE_RUNTIME = 'com.microsoft';

type Attributes = Readonly<Record<string, Attribute>>;

const float = (value: number): Attribute => ({ kind: 'float', value });

/** A hyper-parameter as an attribute of this name; one that is not given keeps the default of ONNX. */
const given = (name: string, value: number | undefined): Attributes =>
  value === undefined ? {} : { [name]: float(value) };

interface NodeOptions extends Pick<OnnxGraph, 'opset' | 'constants'> {
  readonly domain?: string;
  /** Names of constants that the node takes behind the page's inputs. */
  readonly held?: readonly string[];
}

/** One node from the page's inputs to `y`. */
const node = (
  operator: string,
  attributes: Attributes = {},
  inputs: readonly string[] = ['x'],
  { domain, held = [], ...rest }: NodeOptions = {},
): OnnxGraph => ({
  name: operator,
  nodes: [{ operator, inputs: [...inputs, ...held], outputs: ['y'], attributes, ...(domain && { domain }) }],
  inputs,
  outputs: ['y'],
  ...rest,
});

const native = (...graph: Parameters<typeof node>): OnnxOperator => ({ origin: 'native', graph: () => node(...graph) });

/** Nodes written `[operator, inputs, output]`, the last of which gives `y`. */
const composed = (
  name: string,
  inputs: readonly string[],
  ...nodes: readonly (readonly [string, readonly string[], string])[]
): OnnxOperator => ({
  origin: 'composed',
  graph: () => ({
    name,
    nodes: nodes.map(([operator, from, to]) => ({ operator, inputs: from, outputs: [to] })),
    inputs,
    outputs: ['y'],
  }),
});

/** One number in the bytes of a format; all machines that onnxruntime runs on store the lowest byte first. */
function scalar(format: FormatName, value: number): Constant {
  const { buffer, byteOffset, byteLength } = pack(FORMATS[format], [value]);
  return { kind: 'scalar', bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

/** Swish came with operator set 24; its `alpha` is the page's beta. */
const swish = (beta: number | undefined): OnnxGraph => node('Swish', given('alpha', beta), ['x'], { opset: 24 });

/**
 * Operators by page. `native` is one operator of ONNX or of the runtime, which may itself be a function of simpler
 * ones; `composed` is the shortest graph where there is none.
 */
export const operators: Readonly<Record<string, OnnxOperator>> = {
  'activation/sigmoid': native('Sigmoid'),
  'activation/tanh': native('Tanh'),
  'activation/relu': native('Relu'),
  'activation/relu6': {
    origin: 'composed',
    graph: () =>
      node('Clip', {}, ['x'], {
        held: ['least', 'most'],
        constants: (format) => ({ least: scalar(format, 0), most: scalar(format, 6) }),
      }),
  },
  'activation/leaky-relu': { origin: 'native', graph: ({ alpha }) => node('LeakyRelu', given('alpha', alpha)) },
  'activation/elu': { origin: 'native', graph: ({ alpha }) => node('Elu', given('alpha', alpha)) },
  'activation/celu': { origin: 'native', graph: ({ alpha }) => node('Celu', given('alpha', alpha)) },
  'activation/selu': native('Selu'),
  'activation/softplus': native('Softplus'),
  'activation/softsign': native('Softsign'),
  'activation/mish': native('Mish'),
  'activation/silu': { origin: 'native', graph: () => swish(1) },
  'activation/swish': { origin: 'native', graph: ({ beta }) => swish(beta) },
  'activation/quick-gelu': native('QuickGelu', { alpha: float(1.702) }, ['x'], { domain: DOMAIN_OF_THE_RUNTIME }),
  'activation/gelu': native('Gelu', { approximate: { kind: 'string', value: 'none' } }),
  'activation/gelu-tanh': native('Gelu', { approximate: { kind: 'string', value: 'tanh' } }),
  // The default slope of ONNX is 1/5.
  'activation/hard-sigmoid': native('HardSigmoid', { alpha: float(1 / 6), beta: float(0.5) }),
  'activation/hard-swish': native('HardSwish'),
  'activation/log-sigmoid': composed(
    'negated Softplus',
    ['x'],
    ['Neg', ['x'], 'negative'],
    ['Softplus', ['negative'], 'positive'],
    ['Neg', ['positive'], 'y'],
  ),
  // The default axis of Softmax and LogSoftmax since operator set 13 is the last one.
  'activation/softmax': native('Softmax'),
  'activation/log-softmax': native('LogSoftmax'),
  'activation/log-sum-exp': native('ReduceLogSumExp', { keepdims: { kind: 'int', value: 0 } }, ['x'], {
    held: ['axes'],
    constants: () => ({ axes: { kind: 'int64', values: [-1] } }),
  }),
  'activation/prelu': native('PRelu', {}, ['x', 'a']),
  'activation/gate': native('Mul', {}, ['a', 'b']),
  'activation/glu': composed('GLU', ['a', 'b'], ['Sigmoid', ['b'], 'gate'], ['Mul', ['a', 'gate'], 'y']),
  'activation/swiglu': composed(
    'SwiGLU',
    ['a', 'b'],
    ['Sigmoid', ['a'], 'gate'],
    ['Mul', ['a', 'gate'], 'swished'],
    ['Mul', ['swished', 'b'], 'y'],
  ),
  'gradient/clip-by-value': {
    origin: 'native',
    graph: ({ limit = 1 }) => ({
      ...node('Clip', {}, ['x'], {
        held: ['least', 'most'],
        constants: (format) => ({ least: scalar(format, -limit), most: scalar(format, limit) }),
      }),
      // Constants are no part of what tells two graphs apart; the name is.
      name: `Clip to ${limit}`,
    }),
  },
  'block/affine': native('Gemm', { transB: { kind: 'int', value: 1 } }, ['x', 'W', 'b']),
  'elementary/exp': native('Exp'),
  'elementary/erf': native('Erf'),
};
