import { type Adapter, AdapterError, type AdapterFactory, type Kernel } from '../contract.ts';
import { describeSubnormals } from '../subnormals.ts';
import { batchnormKernel } from './batchnorm-kernel.ts';
import { loadTensorFlow, type TensorFlowJs, type TfjsBackend, versionOf } from './load-tensorflow.ts';
import { operatorKernels } from './operator-kernels.ts';
import { optimizerKernels } from './optimizer-kernels.ts';
import { TfjsSession } from './tfjs-session.ts';

const BACKENDS: readonly TfjsBackend[] = [
  { subject: 'tfjs:cpu', packageName: '@tensorflow/tfjs', backend: 'cpu' },
  {
    subject: 'tfjs:wasm',
    packageName: '@tensorflow/tfjs-backend-wasm',
    host: '@tensorflow/tfjs',
    backend: 'wasm',
  },
  { subject: 'tfjs:node', packageName: '@tensorflow/tfjs-node', backend: 'tensorflow' },
  { subject: 'tfjs:node-gpu', packageName: '@tensorflow/tfjs-node-gpu', backend: 'tensorflow' },
];

/** What a WebAssembly backend found in its engine, and on how many threads it runs. */
async function wasmFeatures(tf: TensorFlowJs): Promise<Record<string, string>> {
  const has = async (flag: string): Promise<boolean> => Boolean(await tf.env().getAsync(flag));
  const threads = await has('WASM_HAS_MULTITHREAD_SUPPORT');
  return { simd: String(await has('WASM_HAS_SIMD_SUPPORT')), threads: threads ? 'several' : '1' };
}

/**
 * Any TensorFlow.js package whose backend has started, as a subject. Float32 only, as the library is; hyper-parameters
 * take part in float32 operations.
 */
export async function tfjs(tf: TensorFlowJs, origin: TfjsBackend): Promise<Adapter> {
  const { subject, packageName, host, backend } = origin;
  const session = new TfjsSession(subject, tf, backend);
  const kernels = new Map<string, Kernel>([...operatorKernels(session), ...optimizerKernels(session)]);
  const batchnorm = batchnormKernel(session);
  if (batchnorm) kernels.set('normalization/batchnorm', batchnorm);
  return {
    subject,
    provenance: {
      name: packageName,
      version: versionOf(packageName),
      details: {
        backend,
        ...(host !== undefined && { [host]: versionOf(host) }),
        ...(backend === 'wasm' && (await wasmFeatures(tf))),
        subnormals: await describeSubnormals(kernels),
        runtime: `node ${process.version}`,
      },
    },
    kernels,
    scalarFormat: 'float32',
    claims: [...kernels.keys()],
    close: async () => {},
  };
}

/** `tfjs:cpu`, `tfjs:wasm`, `tfjs:node`, `tfjs:node-gpu`. */
export const tfjsFactories: readonly AdapterFactory[] = BACKENDS.map((each) => ({
  name: each.subject,
  summary: `TensorFlow.js, package ${each.packageName}, backend ${each.backend}`,
  matches: (subject) => subject === each.subject,
  async open(subject) {
    if (subject !== each.subject) throw new AdapterError('unavailable', `${each.subject} cannot open \`${subject}\``);
    return tfjs(await loadTensorFlow(each), each);
  },
}));
