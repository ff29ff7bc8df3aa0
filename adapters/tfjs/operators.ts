import type { Tensor as TfTensor } from '@tensorflow/tfjs';
import type { Hyperparameters, Kernel } from '../contract.ts';
import type { TensorFlowJs } from './load-tensorflow.ts';

/** How one page is computed with TensorFlow.js. */
export interface TfjsOperator extends Pick<Kernel, 'origin' | 'hyper'> {
  /** Keys of the page's inputs in call order; a gradient comes back under the same keys. */
  readonly inputs: readonly string[];
  /** Shapes that fit each other, for the trial whether the backend has all that the operator needs. */
  readonly shapes: readonly (readonly number[])[];
  /** On tensors of the library, in the page's call order. */
  readonly apply: (tf: TensorFlowJs, inputs: readonly TfTensor[], hyper: Hyperparameters) => TfTensor;
}

type Unary = (tf: TensorFlowJs, x: TfTensor, hyper: Hyperparameters) => TfTensor;
type Binary = (tf: TensorFlowJs, a: TfTensor, b: TfTensor) => TfTensor;
type Matrix = ReturnType<TensorFlowJs['tensor2d']>;

const native = (f: Unary, hyper?: Hyperparameters): TfjsOperator => ({
  origin: 'native',
  ...(hyper && { hyper }),
  inputs: ['x'],
  shapes: [[3]],
  apply: (tf, [x], given) => f(tf, x!, given),
});

const composed = (f: Unary): TfjsOperator => ({ ...native(f), origin: 'composed' });

const rowwise = (f: Unary): TfjsOperator => ({ ...native(f), shapes: [[2, 3]] });

const pair = (origin: Kernel['origin'], f: Binary): TfjsOperator => ({
  origin,
  inputs: ['a', 'b'],
  shapes: [
    [2, 3],
    [2, 3],
  ],
  apply: (tf, [a, b]) => f(tf, a!, b!),
});

/** Functions that `tf.layers.activation` knows and the core of the library does not; the typings list fewer. */
type LayerActivation = 'gelu' | 'gelu_new' | 'hardSigmoid' | 'mish' | 'softsign' | 'swish';

const layer = (activation: LayerActivation, hyper?: Hyperparameters): TfjsOperator =>
  native((tf, x) => tf.layers.activation({ activation: activation as 'relu' }).apply(x) as TfTensor, hyper);

/**
 * Operators by page. `native` is a function or layer of the library; `composed` is the shortest graph of its functions
 * where it has none. A hyper-parameter that a caller does not give keeps the library's default.
 */
export const operators: Readonly<Record<string, TfjsOperator>> = {
  'activation/sigmoid': native((tf, x) => tf.sigmoid(x)),
  'activation/tanh': native((tf, x) => tf.tanh(x)),
  'activation/relu': native((tf, x) => tf.relu(x)),
  'activation/relu6': native((tf, x) => tf.relu6(x)),
  'activation/step': native((tf, x) => tf.step(x)),
  'activation/leaky-relu': native((tf, x, { alpha }) => tf.leakyRelu(x, alpha)),
  // tf.elu takes no alpha, and the layer refuses any but 1.
  'activation/elu': native((tf, x) => tf.elu(x), { alpha: 1 }),
  'activation/selu': native((tf, x) => tf.selu(x)),
  'activation/softplus': native((tf, x) => tf.softplus(x)),
  'activation/log-sigmoid': native((tf, x) => tf.logSigmoid(x)),
  'activation/gelu': layer('gelu'),
  'activation/gelu-tanh': layer('gelu_new'),
  'activation/mish': layer('mish'),
  'activation/softsign': layer('softsign'),
  'activation/hard-sigmoid': layer('hardSigmoid'),
  'activation/silu': layer('swish'),
  // The layer gives its function no second argument, which would be beta.
  'activation/swish': layer('swish', { beta: 1 }),
  // The exponential sees no positive x: its overflow would meet the zero slope of a minimum around it.
  'activation/celu': composed((tf, x, { alpha = 1 }) =>
    tf.add(tf.relu(x), tf.mul(tf.expm1(tf.div(tf.minimum(x, 0), alpha)), alpha)),
  ),
  'activation/quick-gelu': composed((tf, x) => tf.mul(x, tf.sigmoid(tf.mul(x, 1.702)))),
  'activation/hard-swish': composed((tf, x) => tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6))),
  'activation/softmax': rowwise((tf, x) => tf.softmax(x)),
  'activation/log-softmax': rowwise((tf, x) => tf.logSoftmax(x)),
  'activation/log-sum-exp': rowwise((tf, x) => tf.logSumExp(x, -1)),
  'activation/prelu': {
    origin: 'native',
    inputs: ['x', 'a'],
    shapes: [[2, 3], [3]],
    apply: (tf, [x, a]) => tf.prelu(x!, a!),
  },
  'activation/gate': pair('native', (tf, a, b) => tf.mul(a, b)),
  'activation/glu': pair('composed', (tf, a, b) => tf.mul(a, tf.sigmoid(b))),
  'activation/swiglu': pair('composed', (tf, a, b) => tf.mul(tf.mul(a, tf.sigmoid(a)), b)),
  'gradient/clip-by-value': native((tf, x, { limit = 1 }) => tf.clipByValue(x, -limit, limit)),
  // tf.layers.dense keeps its weights transposed, in variables of its own; what it runs is this product and this sum.
  'block/affine': {
    origin: 'composed',
    inputs: ['x', 'W', 'b'],
    shapes: [[2, 3], [4, 3], [4]],
    apply: (tf, [x, w, b]) => tf.add(tf.matMul(x as Matrix, w as Matrix, false, true), b!),
  },
  'elementary/exp': native((tf, x) => tf.exp(x)),
  'elementary/expm1': native((tf, x) => tf.expm1(x)),
  'elementary/log1p': native((tf, x) => tf.log1p(x)),
  'elementary/erf': native((tf, x) => tf.erf(x)),
};
