import type { FormatName, Kernel } from '../contract.ts';
import type { OnnxSessions } from './onnx-sessions.ts';
import { type OnnxGraph, operators } from './operators.ts';

const FORMATS: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

/** One graph as the runtime runs it. */
export interface Plan {
  readonly page: string;
  readonly format: FormatName;
  /** What the graph consists of, and what the runtime made of it. */
  readonly asked: readonly string[];
  readonly runs: readonly string[];
}

/** Where the plans of everything that is offered are noted. */
export type Plans = Plan[];

/** The formats in which the provider runs a graph: it makes a session or it does not. */
export async function formatsOf(
  sessions: OnnxSessions,
  page: string,
  graph: OnnxGraph,
  plans: Plans,
): Promise<FormatName[]> {
  const formats: FormatName[] = [];
  for (const format of FORMATS) {
    const runs = await sessions.plan(graph, format);
    if (runs === undefined) continue;
    formats.push(format);
    const asked = graph.nodes.map(({ domain, operator }) => (domain ? `${domain}:${operator}` : operator));
    plans.push({ page, format, asked, runs });
  }
  return formats;
}

/** Forward kernels in every format that the provider has; onnxruntime for inference computes no gradients. */
export async function operatorKernels(sessions: OnnxSessions, plans: Plans): Promise<Map<string, Kernel>> {
  const kernels = new Map<string, Kernel>();
  for (const [page, { origin, graph }] of Object.entries(operators)) {
    const formats = await formatsOf(sessions, page, graph({}), plans);
    if (formats.length === 0) continue;
    kernels.set(page, { origin, formats, forward: (inputs, { hyper }) => sessions.run(graph(hyper), inputs) });
  }
  return kernels;
}
