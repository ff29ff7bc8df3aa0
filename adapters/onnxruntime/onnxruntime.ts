import { createRequire } from 'node:module';
import type { Adapter, AdapterFactory } from '../contract.ts';
import { describeSubnormals } from '../subnormals.ts';
import { batchnormKernel } from './batchnorm-kernel.ts';
import { describePlans } from './describe-plans.ts';
import { GRAPH_OPTIMIZATION, OnnxSessions } from './onnx-sessions.ts';
import { operatorKernels, type Plans } from './operator-kernels.ts';
import { OPSET } from './operators.ts';

const SUBJECT = 'onnxruntime:cpu';
const PROVIDER = 'cpu';

/**
 * onnxruntime on its CPU provider, one small model for each operator. Attributes of a model are float32, and so are
 * its hyper-parameters in every format.
 */
async function openOnnxRuntime(subject: string): Promise<Adapter> {
  const sessions = new OnnxSessions(subject, PROVIDER);
  const plans: Plans = [];
  const kernels = await operatorKernels(sessions, plans);
  const batchnorm = await batchnormKernel(sessions, plans);
  if (batchnorm) kernels.set('normalization/batchnorm', batchnorm);
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    subject,
    provenance: {
      name: 'onnxruntime-node',
      version,
      details: {
        provider: PROVIDER,
        opset: String(OPSET),
        'graph optimization': GRAPH_OPTIMIZATION,
        threads: '1',
        ...describePlans(plans),
        subnormals: await describeSubnormals(kernels),
        runtime: `node ${process.version}`,
      },
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
