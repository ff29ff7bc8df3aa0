import { createRequire } from 'node:module';
import type { Adapter, AdapterFactory } from '../contract.ts';
import { activationKernels } from './activation-kernels.ts';
import { batchnormKernel } from './batchnorm-kernel.ts';
import { OnnxSessions, OPSET } from './onnx-sessions.ts';

const SUBJECT = 'onnxruntime:cpu';
const PROVIDER = 'cpu';

/**
 * onnxruntime on its CPU provider, one model of one node for each operator. Attributes of a model are float32, and so
 * are its hyper-parameters in every format.
 */
async function openOnnxRuntime(subject: string): Promise<Adapter> {
  const sessions = new OnnxSessions(subject, PROVIDER);
  const kernels = await activationKernels(sessions);
  const batchnorm = await batchnormKernel(sessions);
  if (batchnorm) kernels.set('normalization/batchnorm', batchnorm);
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    subject,
    provenance: {
      name: 'onnxruntime-node',
      version,
      details: { provider: PROVIDER, opset: String(OPSET), threads: '1', runtime: `node ${process.version}` },
    },
    kernels,
    scalarFormat: 'float32',
    claims: [...kernels.keys()],
    close: () => sessions.close(),
  };
}

export const onnxruntimeFactory: AdapterFactory = {
  name: SUBJECT,
  summary: 'onnxruntime-node, CPU execution provider, models of one operator',
  matches: (subject) => subject === SUBJECT,
  open: openOnnxRuntime,
};
