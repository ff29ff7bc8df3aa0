import type { AdamOptimizer, Variable } from '@tensorflow/tfjs';
import type { Hyperparameters, Instance, Kernel } from '../contract.ts';
import { tensorOf } from '../tensor.ts';
import { tried } from './operator-kernels.ts';
import type { TfjsSession } from './tfjs-session.ts';

/** The optimizer's names for the hyper-parameters of the page. */
const names: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
};

/** What the optimizer keeps of each variable, in the order in which it met them. */
interface Slots {
  readonly accumulatedFirstMoment: readonly { readonly variable: Variable }[];
  readonly accumulatedSecondMoment: readonly { readonly variable: Variable }[];
}

/** `tf.train.adam` over one variable that holds theta; absent where the backend lacks an operator of its step. */
export function adamKernel(session: TfjsSession): Kernel | undefined {
  const one = tensorOf('float32', [1]);
  const trial = tried(() => {
    const instance = new AdamInstance(session, { lr: 1, beta1: 0.5, beta2: 0.5, epsilon: 1 });
    instance.step([one, one]);
    instance.dispose();
    return true;
  });
  if (!trial) return undefined;
  return { origin: 'native', formats: ['float32'], create: (hyper) => new AdamInstance(session, hyper) };
}

class AdamInstance implements Instance {
  private readonly session: TfjsSession;
  private readonly optimizer: AdamOptimizer;
  private theta: Variable | undefined;

  constructor(session: TfjsSession, { lr, beta1, beta2, epsilon }: Hyperparameters) {
    this.session = session;
    this.optimizer = session.run('tf.train.adam', (tf) => tf.train.adam(lr, beta1, beta2, epsilon));
  }

  step([theta, g]: Parameters<Instance['step']>[0]) {
    return this.session.run('tf.train.adam step', (tf) => {
      const value = this.session.enter(theta!);
      if (this.theta === undefined) this.theta = tf.variable(value);
      else this.theta.assign(value);
      this.optimizer.applyGradients([{ name: this.theta.name, tensor: this.session.enter(g!) }]);
      return this.session.leaveAs('theta', this.theta);
    });
  }

  /** Empty before the first step, when the optimizer has met no variable. */
  state() {
    return this.session.run('tf.train.adam state', () => {
      const [m, v] = this.slots();
      return { ...(m && this.session.leaveAs('m', m)), ...(v && this.session.leaveAs('v', v)) };
    });
  }

  set(hyper: Hyperparameters): void {
    for (const [key, value] of Object.entries(hyper)) {
      const name = names[key];
      if (name !== undefined) (this.optimizer as unknown as Record<string, number>)[name] = value;
    }
  }

  dispose(): void {
    this.session.run('tf.train.adam dispose', () => {
      this.optimizer.dispose();
      this.theta?.dispose();
    });
  }

  private slots(): readonly [Variable | undefined, Variable | undefined] {
    const { accumulatedFirstMoment, accumulatedSecondMoment } = this.optimizer as unknown as Slots;
    return [accumulatedFirstMoment[0]?.variable, accumulatedSecondMoment[0]?.variable];
  }
}
