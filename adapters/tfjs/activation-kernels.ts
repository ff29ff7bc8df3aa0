import type { Tensor as TfTensor } from '@tensorflow/tfjs';
import type { Kernel } from '../contract.ts';
import type { TensorFlowJs } from './load-tensorflow.ts';
import type { TfjsSession } from './tfjs-session.ts';

/** The library's own operator for each page; both GELUs are activations of its layers. */
const operators: Readonly<Record<string, (tf: TensorFlowJs) => (x: TfTensor) => TfTensor>> = {
  'activation/sigmoid': (tf) => (x) => tf.sigmoid(x),
  'activation/tanh': (tf) => (x) => tf.tanh(x),
  'activation/relu': (tf) => (x) => tf.relu(x),
  'activation/softmax': (tf) => (x) => tf.softmax(x),
  'activation/gelu': (tf) => layerActivation(tf, 'gelu'),
  'activation/gelu-tanh': (tf) => layerActivation(tf, 'gelu_new'),
};

function layerActivation(tf: TensorFlowJs, activation: 'gelu' | 'gelu_new'): (x: TfTensor) => TfTensor {
  // The typings list fewer names than the library registers.
  const layer = tf.layers.activation({ activation: activation as 'relu' });
  return (x) => layer.apply(x) as TfTensor;
}

/** Native kernels in float32, each with the library's own gradient. */
export function activationKernels(session: TfjsSession): Map<string, Kernel> {
  return new Map(
    Object.entries(operators).map(([page, operator]) => {
      const f = session.run(page, operator);
      const kernel: Kernel = {
        origin: 'native',
        formats: ['float32'],
        forward: ([x]) => session.run(`${page} forward`, () => session.leaveAs('y', f(session.enter(x!)))),
        gradient: ([x], cotangent) =>
          session.run(`${page} gradient`, (tf) =>
            session.leaveAs('x', tf.grad(f)(session.enter(x!), session.enter(cotangent))),
          ),
      };
      return [page, kernel];
    }),
  );
}
