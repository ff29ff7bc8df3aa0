import type { Tensor as TfTensor } from '@tensorflow/tfjs';
import { AdapterError, type CallInfo, type Kernel, type Outputs, type Tensor } from '../contract.ts';
import { elementCount, tensorOf } from '../tensor.ts';
import { operators, type TfjsOperator } from './operators.ts';
import type { TfjsSession } from './tfjs-session.ts';

/** What `f` returned, or undefined where the library threw: a backend throws for an operator that it lacks. */
export function tried<T>(f: () => T): T | undefined {
  try {
    return f();
  } catch (error) {
    if (error instanceof AdapterError) return undefined;
    throw error;
  }
}

/** Multiples of 1/2 of both signs, none of them 0. */
const trialTensor = (shape: readonly number[]): Tensor =>
  tensorOf(
    'float32',
    Array.from({ length: elementCount(shape) }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + i / 2)),
    shape,
  );

/** Both directions of an operator; the gradient is the library's own differentiation. */
function callsOf(session: TfjsSession, page: string, { inputs: keys, apply }: TfjsOperator) {
  const forward = (inputs: readonly Tensor[], { hyper }: CallInfo): Outputs =>
    session.run(`${page} forward`, (tf) =>
      session.leaveAs(
        'y',
        apply(
          tf,
          inputs.map((x) => session.enter(x)),
          hyper,
        ),
      ),
    );
  const gradient = (inputs: readonly Tensor[], cotangent: Tensor, { hyper }: CallInfo): Outputs =>
    session.run(`${page} gradient`, (tf) => {
      const f = (...tensors: TfTensor[]): TfTensor => apply(tf, tensors, hyper);
      const slopes = tf.grads(f)(
        inputs.map((x) => session.enter(x)),
        session.enter(cotangent),
      );
      return Object.fromEntries(keys.map((key, i) => [key, session.leave(slopes[i]!)]));
    });
  return { forward, gradient };
}

/**
 * Kernels in float32 for what the backend has: each operator is tried in both directions, and offered as far as it
 * ran. Backends differ in which of the library's operators they implement, and none of them keeps a list.
 */
export function operatorKernels(session: TfjsSession): Map<string, Kernel> {
  const kernels = new Map<string, Kernel>();
  for (const [page, operator] of Object.entries(operators)) {
    const { origin, hyper, shapes } = operator;
    const { forward, gradient } = callsOf(session, page, operator);
    const inputs = shapes.map(trialTensor);
    const info = { hyper: hyper ?? {}, mode: '' };
    const output = tried(() => forward(inputs, info))?.y;
    if (output === undefined) continue;
    const differentiable = tried(() => gradient(inputs, output, info)) !== undefined;
    kernels.set(page, {
      origin,
      formats: ['float32'],
      ...(hyper && { hyper }),
      forward,
      ...(differentiable && { gradient }),
    });
  }
  return kernels;
}
