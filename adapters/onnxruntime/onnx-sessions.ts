import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as OnnxRuntime from 'onnxruntime-node';
import { AdapterError, type FormatName, type Tensor } from '../contract.ts';
import { tensor } from '../tensor.ts';
import { ELEMENT_TYPE, onnxModel } from './model.ts';
import { type OnnxGraph, OPSET } from './operators.ts';
import { operatorsOf } from './read-model.ts';

/** How many sessions are kept; hyper-parameters are attributes of the model, so a long run makes many. */
const SESSIONS_KEPT = 128;

/** The level that a session has unless told otherwise. */
export const GRAPH_OPTIMIZATION = 'all';

/** Sessions of onnxruntime on one execution provider, made once for each graph and format. */
export class OnnxSessions {
  readonly subject: string;
  private readonly provider: string;
  private readonly runtime: typeof OnnxRuntime;
  private readonly sessions = new Map<string, Promise<OnnxRuntime.InferenceSession>>();

  /** @throws AdapterError `unavailable` with the words of the native loader */
  constructor(subject: string, provider: string) {
    this.subject = subject;
    this.provider = provider;
    try {
      this.runtime = createRequire(import.meta.url)('onnxruntime-node') as typeof OnnxRuntime;
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      const why =
        code === 'MODULE_NOT_FOUND' && message.includes("'onnxruntime-node'")
          ? 'the package onnxruntime-node is not installed (npm install onnxruntime-node)'
          : oneLine(message);
      throw new AdapterError('unavailable', `${subject}: ${why}`);
    }
  }

  /**
   * The operators that a graph is run by in this format, after the runtime's own rewriting: functions are spelled out,
   * neighbours fused, and casts put around what has no kernel in the format. Undefined where it cannot be run at all.
   */
  async plan(graph: OnnxGraph, format: FormatName): Promise<readonly string[] | undefined> {
    const folder = mkdtempSync(join(tmpdir(), 'assay-onnx-'));
    try {
      const optimizedModelFilePath = join(folder, 'optimized.onnx');
      await this.keep(graph, format, this.create(graph, format, { optimizedModelFilePath }));
      return operatorsOf(readFileSync(optimizedModelFilePath));
    } catch {
      return undefined;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Runs one graph; inputs in its order, outputs by its names.
   * @throws AdapterError `threw` with the words of the runtime
   */
  async run(graph: OnnxGraph, inputs: readonly Tensor[]): Promise<Record<string, Tensor>> {
    const format = inputs[0]!.dtype;
    try {
      const session = await this.session(graph, format);
      const feeds = Object.fromEntries(graph.inputs.map((name, i) => [name, this.enter(inputs[i]!)]));
      const results = await session.run(feeds);
      return Object.fromEntries(graph.outputs.map((name) => [name, leave(format, results[name]!)]));
    } catch (error) {
      const said = oneLine((error as Error).message);
      throw new AdapterError('threw', `${this.subject}: ${graph.name} in ${format} threw: ${said}`, said);
    }
  }

  async close(): Promise<void> {
    const made = await Promise.allSettled(this.sessions.values());
    this.sessions.clear();
    for (const each of made) if (each.status === 'fulfilled') await each.value.release();
  }

  private session(graph: OnnxGraph, format: FormatName): Promise<OnnxRuntime.InferenceSession> {
    const known = this.sessions.get(keyOf(graph, format));
    return this.keep(graph, format, known ?? this.create(graph, format));
  }

  private create(
    { nodes, inputs, outputs, constants, opset = OPSET }: OnnxGraph,
    format: FormatName,
    options: OnnxRuntime.InferenceSession.SessionOptions = {},
  ): Promise<OnnxRuntime.InferenceSession> {
    const elementType = ELEMENT_TYPE[format];
    const held = constants?.(format) ?? {};
    const model = onnxModel({ opset, nodes, inputs, outputs, constants: held, elementType });
    return this.runtime.InferenceSession.create(model, {
      executionProviders: [this.provider],
      graphOptimizationLevel: GRAPH_OPTIMIZATION,
      // One thread: sums are then split in the same way at every run.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // Fatal errors only: what fails is thrown as well.
      logSeverityLevel: 4,
      ...options,
    });
  }

  /** Keeps a session as the one used last. */
  private keep(
    graph: OnnxGraph,
    format: FormatName,
    session: Promise<OnnxRuntime.InferenceSession>,
  ): Promise<OnnxRuntime.InferenceSession> {
    // Whoever awaits it hears of a failure; an unused probe must not end the process.
    session.catch(() => undefined);
    const key = keyOf(graph, format);
    this.sessions.delete(key);
    this.sessions.set(key, session);
    this.forgetOldest();
    return session;
  }

  private forgetOldest(): void {
    const [oldest] = this.sessions;
    if (this.sessions.size <= SESSIONS_KEPT || oldest === undefined) return;
    this.sessions.delete(oldest[0]);
  }

  private enter({ dtype, data, shape }: Tensor): OnnxRuntime.Tensor {
    const { Tensor: OnnxTensor } = this.runtime;
    // The typings know no tensor of half formats over their bits.
    return new OnnxTensor(dtype as 'float32', data.slice() as Float32Array, [...shape]);
  }
}

const keyOf = (graph: OnnxGraph, format: FormatName): string => JSON.stringify([format, graph]);

function leave(format: FormatName, { data, dims }: OnnxRuntime.Tensor): Tensor {
  const { buffer, byteOffset, length } = data as Float32Array<ArrayBuffer>;
  // Where the engine has a Float16Array, onnxruntime uses it for float16.
  const values =
    format === 'float16' ? new Uint16Array(buffer, byteOffset, length) : (data as Float32Array | Float64Array);
  return tensor(format, values.slice(), [...dims]);
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
