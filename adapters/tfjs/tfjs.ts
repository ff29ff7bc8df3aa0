import { type Adapter, AdapterError, type AdapterFactory, type Kernel } from '../contract.ts';
import { activationKernels } from './activation-kernels.ts';
import { adamKernel } from './adam-kernel.ts';
import { batchnormKernel } from './batchnorm-kernel.ts';
import { loadTensorFlow, type TensorFlowJs, versionOf } from './load-tensorflow.ts';
import { TfjsSession } from './tfjs-session.ts';

/** Which package and which of its backends a subject stands for. */
export interface TfjsBackend {
  readonly subject: string;
  readonly packageName: string;
  readonly backend: string;
}

const BACKENDS: readonly TfjsBackend[] = [
  { subject: 'tfjs:cpu', packageName: '@tensorflow/tfjs', backend: 'cpu' },
  { subject: 'tfjs:node', packageName: '@tensorflow/tfjs-node', backend: 'tensorflow' },
  { subject: 'tfjs:node-gpu', packageName: '@tensorflow/tfjs-node-gpu', backend: 'tensorflow' },
];

/**
 * Any TensorFlow.js package whose backend has started, as a subject. Float32 only, as the library is; hyper-parameters
 * take part in float32 operations.
 */
export function tfjs(tf: TensorFlowJs, { subject, packageName, backend }: TfjsBackend): Adapter {
  const session = new TfjsSession(subject, tf, backend);
  const kernels = new Map<string, Kernel>([
    ...activationKernels(session),
    ['optimizer/adam', adamKernel(session)],
    ['normalization/batchnorm', batchnormKernel(session)],
  ]);
  return {
    subject,
    provenance: {
      name: packageName,
      version: versionOf(packageName),
      details: { backend, runtime: `node ${process.version}` },
    },
    kernels,
    scalarFormat: 'float32',
    claims: [...kernels.keys()],
    close: async () => {},
  };
}

/** `tfjs:cpu`, `tfjs:node`, `tfjs:node-gpu`. */
export const tfjsFactories: readonly AdapterFactory[] = BACKENDS.map((each) => ({
  name: each.subject,
  summary: `TensorFlow.js, package ${each.packageName}, backend ${each.backend}`,
  matches: (subject) => subject === each.subject,
  async open(subject) {
    if (subject !== each.subject) throw new AdapterError('unavailable', `${each.subject} cannot open \`${subject}\``);
    return tfjs(await loadTensorFlow(subject, each.packageName, each.backend), each);
  },
}));
