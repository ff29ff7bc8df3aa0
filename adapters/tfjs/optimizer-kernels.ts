import type { Optimizer, Variable } from '@tensorflow/tfjs';
import type { Hyperparameters, Instance, Kernel, Outputs } from '../contract.ts';
import { tensorOf } from '../tensor.ts';
import { tried } from './operator-kernels.ts';
import { optimizers, type TfjsOptimizer } from './optimizers.ts';
import type { TfjsSession } from './tfjs-session.ts';

/** Values at which every optimizer divides by something other than zero. */
const TRIAL: Hyperparameters = { lr: 1, momentum: 0.5, rho: 0.5, beta1: 0.5, beta2: 0.5, epsilon: 1 };

/** The optimizers of `tf.train` whose step runs on the backend; it may lack one of their operators. */
export function optimizerKernels(session: TfjsSession): Map<string, Kernel> {
  const one = tensorOf('float32', [1]);
  const kernels = new Map<string, Kernel>();
  for (const [page, optimizer] of Object.entries(optimizers)) {
    const trial = tried(() => {
      const instance = new OptimizerInstance(session, optimizer, TRIAL);
      instance.step([one, one]);
      instance.dispose();
      return true;
    });
    if (!trial) continue;
    kernels.set(page, {
      origin: 'native',
      formats: ['float32'],
      ...(optimizer.hyper && { hyper: optimizer.hyper }),
      create: (hyper) => new OptimizerInstance(session, optimizer, hyper),
    });
  }
  return kernels;
}

/** What the optimizer keeps of each variable, in the order in which it met them. */
type Accumulators = readonly { readonly variable: Variable }[] | undefined;

/** One optimizer of the library over one variable that holds theta. */
class OptimizerInstance implements Instance {
  private readonly session: TfjsSession;
  private readonly kind: TfjsOptimizer;
  private readonly optimizer: Optimizer;
  private theta: Variable | undefined;

  constructor(session: TfjsSession, kind: TfjsOptimizer, hyper: Hyperparameters) {
    this.session = session;
    this.kind = kind;
    this.optimizer = session.run(kind.call, (tf) => {
      const made = kind.make(tf, hyper);
      // Momentum is held as a tensor, which the end of the scope would free; the optimizer disposes of it itself.
      for (const held of Object.values(made)) if (held instanceof tf.Tensor) tf.keep(held);
      return made;
    });
  }

  step([theta, g]: Parameters<Instance['step']>[0]) {
    return this.session.run(`${this.kind.call} step`, (tf) => {
      const value = this.session.enter(theta!);
      if (this.theta === undefined) this.theta = tf.variable(value);
      else this.theta.assign(value);
      this.optimizer.applyGradients([{ name: this.theta.name, tensor: this.session.enter(g!) }]);
      return this.session.leaveAs('theta', this.theta);
    });
  }

  /** Empty before the first step, when the optimizer has met no variable. */
  state(): Outputs {
    const lists = this.optimizer as unknown as Readonly<Record<string, Accumulators>>;
    return this.session.run(`${this.kind.call} state`, () =>
      Object.fromEntries(
        Object.entries(this.kind.slots).flatMap(([key, field]) => {
          const variable = lists[field]?.[0]?.variable;
          return variable ? [[key, this.session.leave(variable)]] : [];
        }),
      ),
    );
  }

  set(hyper: Hyperparameters): void {
    for (const [key, value] of Object.entries(hyper)) {
      const name = this.kind.settable[key];
      if (name === undefined) continue;
      // Plain gradient descent and momentum keep the rate as a tensor too, which only their method renews.
      const optimizer = this.optimizer as unknown as { setLearningRate?: (rate: number) => void } & Record<
        string,
        number
      >;
      if (name === 'learningRate' && optimizer.setLearningRate) optimizer.setLearningRate(value);
      else optimizer[name] = value;
    }
  }

  dispose(): void {
    this.session.run(`${this.kind.call} dispose`, (tf) => {
      this.optimizer.dispose();
      // Momentum forgets the tensor of its rate.
      for (const held of Object.values(this.optimizer))
        if (held instanceof tf.Tensor && !held.isDisposed) held.dispose();
      this.theta?.dispose();
    });
  }
}
