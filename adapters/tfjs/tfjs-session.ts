import type { Tensor as TfTensor } from '@tensorflow/tfjs';
import { AdapterError, type Outputs, type Tensor } from '../contract.ts';
import { tensor } from '../tensor.ts';
import type { TensorFlowJs } from './load-tensorflow.ts';

/**
 * One backend of TensorFlow.js. All packages share one engine in the process, so the backend is chosen again before
 * every call; calls run to their end without giving way.
 */
export class TfjsSession {
  readonly tf: TensorFlowJs;
  readonly subject: string;
  private readonly backend: string;

  constructor(subject: string, tf: TensorFlowJs, backend: string) {
    this.subject = subject;
    this.tf = tf;
    this.backend = backend;
  }

  /**
   * Runs `f` in the backend and frees every tensor that it leaves behind, except its result.
   * @throws AdapterError `threw` with the words of the library
   */
  run<T>(what: string, f: (tf: TensorFlowJs) => T): T {
    try {
      // Takes effect at once for a backend that has started: nothing is awaited here.
      if (this.tf.getBackend() !== this.backend) void this.tf.setBackend(this.backend);
      this.tf.engine().startScope();
      try {
        return f(this.tf);
      } finally {
        this.tf.engine().endScope();
      }
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new AdapterError('threw', `${this.subject}: ${what} threw: ${said.replace(/\s*\n\s*/g, ' ')}`, said);
    }
  }

  /** A tensor of the library over a copy, since the library keeps the array that it is given. */
  enter({ data, shape }: Tensor): TfTensor {
    return this.tf.tensor(data.slice() as Float32Array, [...shape], 'float32');
  }

  /** A tensor of the contract over a copy of the library's values. */
  leave(result: TfTensor): Tensor {
    return tensor('float32', (result.dataSync() as Float32Array).slice(), [...result.shape]);
  }

  leaveAs(key: string, result: TfTensor): Outputs {
    return { [key]: this.leave(result) };
  }
}
