/**
 * The contract between Assay and whatever it judges. A backend is one object; what it can do is what is there.
 *
 * Values cross the boundary in batches of typed arrays. Nothing else crosses: no expected values, no tolerances.
 */

import type { FormatName } from '../reference/formats/format.ts';

export type { FormatName };

/** Storage by format. Half formats travel as their bits, since Node 20 has no Float16Array. */
export type TensorData = Float32Array | Float64Array | Uint16Array;

/** `shape` in row-major order; a scalar has shape `[]`. */
export interface Tensor {
  readonly dtype: FormatName;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** Hyper-parameters by page key, e.g. `{ lr: 0.001, beta1: 0.9 }`. */
export type Hyperparameters = Readonly<Record<string, number>>;

/** Everything a stateless kernel is told besides its inputs. */
export interface CallInfo {
  readonly hyper: Hyperparameters;
  readonly mode: string;
}

/** Inputs in the page's `call` order; outputs by page key. */
export type Forward = (inputs: readonly Tensor[], info: CallInfo) => Outputs | Promise<Outputs>;
export type Outputs = Readonly<Record<string, Tensor>>;

/**
 * Vector-Jacobian product: the gradient of sum(cotangent * output) with respect to each input, by input key.
 * For a scalar page with cotangent 1 that is the derivative.
 */
export type Gradient = (inputs: readonly Tensor[], cotangent: Tensor, info: CallInfo) => Outputs | Promise<Outputs>;

/** One instance of a stateful operator; two instances must not know of each other. */
export interface Instance {
  /** One step: inputs in the page's `call` order to outputs and parameters by page key. */
  step(inputs: readonly Tensor[]): Outputs | Promise<Outputs>;
  /** The slots it keeps, by page key. Absent: the state is hidden. */
  state?(): Outputs | Promise<Outputs>;
  /** Replace the slots. Absent: state cannot be set. */
  load?(state: Outputs): void | Promise<void>;
  /** Change hyper-parameters in mid-run. */
  set?(hyper: Hyperparameters): void | Promise<void>;
  /** Choose the mode for the following steps (`training`, `inference`). */
  mode?(mode: string): void | Promise<void>;
  dispose?(): void | Promise<void>;
}

/** What an adapter offers for one page. */
export interface Kernel {
  /** The subject's own operator, or a graph that the adapter built from other operators. */
  readonly origin: 'native' | 'composed';
  readonly formats: readonly FormatName[];
  /** Modes it can run; absent means every mode of the page. */
  readonly modes?: readonly string[];
  /**
   * Hyper-parameters that the operator has built in, by page key: it computes with these values whatever `info.hyper`
   * says, so a check has to ask for no others. Absent keys follow `info.hyper`.
   */
  readonly hyper?: Hyperparameters;
  readonly forward?: Forward;
  readonly gradient?: Gradient;
  readonly create?: (hyper: Hyperparameters, format: FormatName) => Instance | Promise<Instance>;
}

/** Facts about a subject that its results depend on. */
export interface Provenance {
  readonly name: string;
  readonly version: string;
  /** Backend, provider, flags: shown with every result. */
  readonly details: Readonly<Record<string, string>>;
}

/** A loaded subject, ready to be judged. */
export interface Adapter {
  /** What the user typed or a short stable name: `tfjs:cpu`, `./my-adamw.ts`. */
  readonly subject: string;
  readonly provenance: Provenance;
  /** By page id, e.g. `activation/sigmoid`. */
  readonly kernels: ReadonlyMap<string, Kernel>;
  /** Format in which it does its scalar arithmetic (hyper-parameters); float32 unless it says otherwise. */
  readonly scalarFormat: FormatName;
  /** Page ids that the subject says it implements; empty where it claims nothing. */
  readonly claims: readonly string[];
  close(): Promise<void>;
}

/**
 * Why a subject, or one call of it, gave no value. The kinds are a closed set so that a report never has to guess.
 */
export type AdapterFault =
  | 'unavailable'
  | 'not-a-subject'
  | 'threw'
  | 'wrong-length'
  | 'wrong-type'
  | 'missing-output'
  | 'timeout'
  | 'exited'
  | 'mutated-input'
  | 'shared-state'
  | 'nondeterministic';

/** The one error adapters throw. `message` is one line for a person: what, where, and what to do. */
export class AdapterError extends Error {
  readonly fault: AdapterFault;
  /** The subject's own words: its error message or stderr. */
  readonly detail: string | undefined;
  constructor(fault: AdapterFault, message: string, detail?: string) {
    super(message);
    this.name = 'AdapterError';
    this.fault = fault;
    this.detail = detail;
  }
}

/** Opens one kind of subject. `matches` must be cheap: no native library is loaded by it. */
export interface AdapterFactory {
  /** Shown by `assay list`: `tfjs:cpu`, `onnxruntime:cpu`, `<path to a module>`. */
  readonly name: string;
  readonly summary: string;
  matches(subject: string): boolean;
  /** @throws AdapterError `unavailable` with the real load error */
  open(subject: string, options: OpenOptions): Promise<Adapter>;
}

export interface OpenOptions {
  /** Milliseconds that one call into the subject may take. */
  readonly deadline: number;
  /** Keys in call order, inputs, outputs, states of the pages a module may claim: what a worker needs to know. */
  readonly pages: readonly PageInterface[];
}

/** What an adapter may know of a page: names and shapes, never a formula. */
export interface PageInterface {
  readonly id: string;
  readonly kind: 'scalar' | 'tensor' | 'stateful' | 'schedule';
  /** Inputs and parameters in call order. */
  readonly call: readonly string[];
  readonly outputs: readonly string[];
  readonly states: readonly string[];
  readonly hyper: readonly string[];
  readonly modes: readonly string[];
  /** Output key to the input whose shape it has, where that is so. */
  readonly shapeOf: Readonly<Record<string, string>>;
  /**
   * The extent along each axis, by key of an input or output: `{ x: ['R', 'C'], y: ['R'] }` for a sum over the columns
   * of a matrix. What is elementwise has none, and takes the shape it is given.
   */
  readonly axes?: Readonly<Record<string, readonly string[]>>;
}
