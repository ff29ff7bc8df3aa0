import type { AdapterFault, FormatName, Hyperparameters, Outputs, PageInterface, Tensor } from '../contract.ts';

/** What the thread that runs a module is told when it starts. */
export interface WorkerSettings {
  /** `file:` URL of the module. */
  readonly moduleUrl: string;
  readonly pages: readonly PageInterface[];
  /** Its first element is the sequence number of the command in hand, so that the caller sees where it hangs. */
  readonly progress: Int32Array<SharedArrayBuffer>;
}

/** What an instance can do: a module may leave out everything but `step`. */
export interface InstanceAbilities {
  readonly state: boolean;
  readonly load: boolean;
  readonly set: boolean;
  readonly mode: boolean;
}

export type Command =
  | {
      readonly kind: 'forward' | 'gradient';
      readonly page: string;
      readonly inputs: readonly Tensor[];
      readonly cotangent?: Tensor;
      readonly hyper: Hyperparameters;
      readonly mode: string;
    }
  | {
      readonly kind: 'create';
      readonly page: string;
      readonly instance: number;
      readonly hyper: Hyperparameters;
      readonly format: FormatName;
    }
  | { readonly kind: 'step'; readonly instance: number; readonly inputs: readonly Tensor[] }
  | { readonly kind: 'state' | 'dispose'; readonly instance: number }
  | { readonly kind: 'load'; readonly instance: number; readonly state: Outputs }
  | { readonly kind: 'set'; readonly instance: number; readonly hyper: Hyperparameters }
  | { readonly kind: 'mode'; readonly instance: number; readonly mode: string };

/** What the module offers for one page. */
export interface KernelAbilities {
  readonly forward: boolean;
  readonly gradient: boolean;
  readonly create: boolean;
}

export interface ModuleDescription {
  readonly claims: readonly string[];
  readonly formats: readonly FormatName[];
  readonly scalarFormat: FormatName;
  readonly kernels: ReadonlyMap<string, KernelAbilities>;
}

/** Why a command gave no value. `problem` completes the sentence "module, page, method ...". */
export interface Failure {
  readonly fault: AdapterFault;
  readonly problem: string;
  readonly detail?: string;
}

/** The outputs of a step together with the state after it, so that reading the state costs no further message. */
export interface StepReply {
  readonly outputs: Outputs;
  /** Absent where the state is hidden. */
  readonly state?: Outputs | Failure;
}

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'loaded'; readonly description: ModuleDescription }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'value'; readonly seq: number; readonly value: ReplyValue }
  | { readonly kind: 'failure'; readonly seq: number; readonly failure: Failure };

export type ReplyValue = Outputs | StepReply | InstanceAbilities | undefined;

export interface Request {
  readonly seq: number;
  readonly command: Command;
}
