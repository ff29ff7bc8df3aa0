import type { layers, Tensor as TfTensor } from '@tensorflow/tfjs';
import type { Hyperparameters, Instance, Kernel, Outputs, Tensor } from '../contract.ts';
import { tensorOf } from '../tensor.ts';
import { tried } from './operator-kernels.ts';
import type { TfjsSession } from './tfjs-session.ts';

type BatchNormalization = ReturnType<typeof layers.batchNormalization>;

/**
 * `tf.layers.batchNormalization` with the channels in its default place, the last axis: x is transposed on the way in
 * and y on the way out, which moves values and computes nothing. `momentum` is handed over as it is; to this library
 * it is a decay. Absent where the backend lacks an operator of one of the modes.
 */
export function batchnormKernel(session: TfjsSession): Kernel | undefined {
  const modes = ['training', 'inference'];
  const trial = tried(() => {
    const instance = new BatchnormInstance(session, { momentum: 0.5, epsilon: 1 });
    for (const mode of modes) {
      instance.mode(mode);
      instance.step([tensorOf('float32', [1, 2], [1, 1, 2]), tensorOf('float32', [1]), tensorOf('float32', [0])]);
    }
    instance.dispose();
    return true;
  });
  if (!trial) return undefined;
  return {
    origin: 'native',
    formats: ['float32'],
    modes,
    create: (hyper) => new BatchnormInstance(session, hyper),
  };
}

class BatchnormInstance implements Instance {
  private readonly session: TfjsSession;
  private readonly hyper: Hyperparameters;
  private layer: BatchNormalization | undefined;
  private training = true;
  /** Slots that were loaded before the layer knew its number of channels. */
  private loaded: Outputs = {};

  constructor(session: TfjsSession, hyper: Hyperparameters) {
    this.session = session;
    this.hyper = hyper;
  }

  step([x, gamma, beta]: readonly Tensor[]): Outputs {
    return this.session.run('tf.layers.batchNormalization', () => {
      const layer = (this.layer ??= this.build(gamma!.data.length));
      const [, , mean, variance] = layer.getWeights();
      layer.setWeights([this.session.enter(gamma!), this.session.enter(beta!), mean!, variance!]);
      const input = this.session.enter(x!).transpose([0, 2, 1]);
      const output = layer.apply(input, { training: this.training }) as TfTensor;
      return this.session.leaveAs('y', output.transpose([0, 2, 1]));
    });
  }

  /** Empty before the number of channels is known. */
  state(): Outputs {
    return this.session.run('tf.layers.batchNormalization state', () => {
      const [, , mean, variance] = this.layer?.getWeights() ?? [];
      if (!mean || !variance) return this.loaded;
      return { ...this.session.leaveAs('runningMean', mean), ...this.session.leaveAs('runningVariance', variance) };
    });
  }

  load(state: Outputs): void {
    this.session.run('tf.layers.batchNormalization load', () => {
      this.loaded = { ...this.loaded, ...state };
      const channels = state.runningMean?.data.length ?? state.runningVariance?.data.length;
      if (channels === undefined) return;
      const layer = (this.layer ??= this.build(channels));
      const [gamma, beta, mean, variance] = layer.getWeights();
      layer.setWeights([
        gamma!,
        beta!,
        state.runningMean ? this.session.enter(state.runningMean) : mean!,
        state.runningVariance ? this.session.enter(state.runningVariance) : variance!,
      ]);
    });
  }

  mode(mode: string): void {
    this.training = mode === 'training';
  }

  dispose(): void {
    // The layer's own dispose() refuses before the first step; its variables are all that it holds.
    this.session.run('tf.layers.batchNormalization dispose', () => {
      for (const variable of this.layer?.weights ?? []) variable.dispose();
    });
  }

  private build(channels: number): BatchNormalization {
    const { momentum, epsilon } = this.hyper;
    const layer = this.session.tf.layers.batchNormalization({
      ...(momentum !== undefined && { momentum }),
      ...(epsilon !== undefined && { epsilon }),
    });
    layer.build([null, null, channels]);
    return layer;
  }
}
