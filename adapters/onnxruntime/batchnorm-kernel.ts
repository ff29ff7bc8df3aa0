import {
  AdapterError,
  type FormatName,
  type Hyperparameters,
  type Instance,
  type Kernel,
  type Outputs,
  type Tensor,
} from '../contract.ts';
import { copyTensor, tensorOf } from '../tensor.ts';
import type { Attribute } from './model.ts';
import type { OnnxSessions } from './onnx-sessions.ts';
import { formatsOf, type Plans } from './operator-kernels.ts';
import type { OnnxGraph } from './operators.ts';

/** The attributes that a hyper-parameter of the page sets; one that is not given keeps the default of ONNX. */
const ATTRIBUTES = ['momentum', 'epsilon'];

const INPUTS = ['x', 'gamma', 'beta', 'mean', 'variance'];

/** `BatchNormalization` of operator set 15: with `training_mode` it also returns the running statistics. */
export function batchNormalization(mode: string, hyper: Hyperparameters): OnnxGraph {
  const training = mode === 'training';
  const attributes: Record<string, Attribute> = { training_mode: { kind: 'int', value: training ? 1 : 0 } };
  for (const name of ATTRIBUTES) {
    const value = hyper[name];
    if (value !== undefined) attributes[name] = { kind: 'float', value };
  }
  const operator = 'BatchNormalization';
  const outputs = training ? ['y', 'runningMean', 'runningVariance'] : ['y'];
  return { name: operator, nodes: [{ operator, inputs: INPUTS, outputs, attributes }], inputs: INPUTS, outputs };
}

/**
 * The operator with its running statistics held between calls. `momentum` is handed over as it is; to ONNX it is a
 * decay. Absent where no format has a kernel for every mode.
 */
export async function batchnormKernel(sessions: OnnxSessions, plans: Plans): Promise<Kernel | undefined> {
  const page = 'normalization/batchnorm';
  const training = await formatsOf(sessions, page, batchNormalization('training', {}), plans);
  const inference = await formatsOf(sessions, page, batchNormalization('inference', {}), plans);
  const formats = training.filter((format) => inference.includes(format));
  if (formats.length === 0) return undefined;
  return {
    origin: 'native',
    formats,
    modes: ['training', 'inference'],
    create: (hyper, format) => new BatchnormInstance(sessions, hyper, format),
  };
}

class BatchnormInstance implements Instance {
  private readonly sessions: OnnxSessions;
  private readonly hyper: Hyperparameters;
  private readonly format: FormatName;
  private training = true;
  private running: Outputs = {};
  /** Steps run one after another, since each needs the statistics that the one before it left. */
  private previous: Promise<unknown> = Promise.resolve();

  constructor(sessions: OnnxSessions, hyper: Hyperparameters, format: FormatName) {
    this.sessions = sessions;
    this.hyper = hyper;
    this.format = format;
  }

  step([x, gamma, beta]: readonly Tensor[]): Promise<Outputs> {
    const mode = this.training ? 'training' : 'inference';
    return this.inTurn(async () => {
      const channels = gamma!.data.length;
      const mean = this.running.runningMean ?? tensorOf(this.format, new Array(channels).fill(0));
      const variance = this.running.runningVariance ?? tensorOf(this.format, new Array(channels).fill(1));
      const results = await this.sessions.run(batchNormalization(mode, this.hyper), [
        x!,
        gamma!,
        beta!,
        mean,
        variance,
      ]);
      const { y, runningMean = mean, runningVariance = variance } = results;
      this.running = { runningMean, runningVariance };
      return { y: y! };
    });
  }

  /** Empty before the first step, when the number of channels is not known. */
  state(): Promise<Outputs> {
    return this.inTurn(async () =>
      Object.fromEntries(Object.entries(this.running).map(([key, slot]) => [key, copyTensor(slot)])),
    );
  }

  load(state: Outputs): Promise<void> {
    const slots = Object.entries(state).map(([key, slot]) => [key, copyTensor(slot)] as const);
    const unknown = slots.find(([key]) => key !== 'runningMean' && key !== 'runningVariance');
    if (unknown) {
      const problem = `${this.sessions.subject}: BatchNormalization keeps no slot \`${unknown[0]}\``;
      throw new AdapterError('wrong-type', `${problem}; load runningMean and runningVariance`);
    }
    return this.inTurn(async () => {
      this.running = { ...this.running, ...Object.fromEntries(slots) };
    });
  }

  mode(mode: string): void {
    this.training = mode === 'training';
  }

  private inTurn<T>(f: () => Promise<T>): Promise<T> {
    const result = this.previous.then(f);
    this.previous = result.catch(() => undefined);
    return result;
  }
}
