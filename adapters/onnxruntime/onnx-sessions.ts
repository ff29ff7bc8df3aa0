import { createRequire } from 'node:module';
import type * as OnnxRuntime from 'onnxruntime-node';
import { AdapterError, type FormatName, type Tensor } from '../contract.ts';
import { tensor } from '../tensor.ts';
import { type Attribute, ELEMENT_TYPE, oneNodeModel } from './model.ts';

/** One operator with its attributes: what a session is made of, besides the format. */
export interface OnnxOperator {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** The first operator set that has every operator used here: Gelu came with 20. */
export const OPSET = 20;

/** How many sessions are kept; hyper-parameters are attributes of the model, so a long run makes many. */
const SESSIONS_KEPT = 64;

/** Sessions of onnxruntime on one execution provider, made once for each operator, attributes and format. */
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

  /** Whether the provider has a kernel for the operator in this format: it makes a session or it does not. */
  async has(operator: OnnxOperator, format: FormatName): Promise<boolean> {
    try {
      await this.session(operator, format);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Runs one operator; inputs in its order, outputs by its names.
   * @throws AdapterError `threw` with the words of the runtime
   */
  async run(operator: OnnxOperator, inputs: readonly Tensor[]): Promise<Record<string, Tensor>> {
    const format = inputs[0]!.dtype;
    try {
      const session = await this.session(operator, format);
      const feeds = Object.fromEntries(operator.inputs.map((name, i) => [name, this.enter(inputs[i]!)]));
      const results = await session.run(feeds);
      return Object.fromEntries(operator.outputs.map((name) => [name, leave(format, results[name]!)]));
    } catch (error) {
      const said = oneLine((error as Error).message);
      throw new AdapterError('threw', `${this.subject}: ${operator.operator} in ${format} threw: ${said}`, said);
    }
  }

  async close(): Promise<void> {
    const made = await Promise.allSettled(this.sessions.values());
    this.sessions.clear();
    for (const each of made) if (each.status === 'fulfilled') await each.value.release();
  }

  private session(operator: OnnxOperator, format: FormatName): Promise<OnnxRuntime.InferenceSession> {
    const key = JSON.stringify([format, operator]);
    let session = this.sessions.get(key);
    if (session === undefined) {
      const model = oneNodeModel({ ...operator, opset: OPSET, elementType: ELEMENT_TYPE[format] });
      session = this.runtime.InferenceSession.create(model, {
        executionProviders: [this.provider],
        // One thread: sums are then split in the same way at every run.
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        // Fatal errors only: what fails is thrown as well.
        logSeverityLevel: 4,
      });
      // Whoever awaits it hears of a failure; an unused probe must not end the process.
      session.catch(() => undefined);
    } else {
      this.sessions.delete(key);
    }
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

function leave(format: FormatName, { data, dims }: OnnxRuntime.Tensor): Tensor {
  const { buffer, byteOffset, length } = data as Float32Array<ArrayBuffer>;
  // Where the engine has a Float16Array, onnxruntime uses it for float16.
  const values =
    format === 'float16' ? new Uint16Array(buffer, byteOffset, length) : (data as Float32Array | Float64Array);
  return tensor(format, values.slice(), [...dims]);
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
