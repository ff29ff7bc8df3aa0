import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PageInterface, Tensor } from '../contract.ts';
import { copyTensor } from '../tensor.ts';
import { failureOf } from './module-failure.ts';
import type { Command, Failure, ModuleDescription, Reply, ReplyValue, Request, WorkerSettings } from './protocol.ts';

export interface ThreadOptions {
  /** `file:` URL of the module. */
  readonly moduleUrl: string;
  readonly pages: readonly PageInterface[];
  /** Milliseconds that one command may take. */
  readonly deadline: number;
}

/** A command came to nothing. `bystander`: another command ended the thread before this one was looked at. */
export class ThreadFailure extends Error {
  readonly failure: Failure;
  readonly bystander: boolean;
  constructor(failure: Failure, bystander = false) {
    super(failure.problem);
    this.failure = failure;
    this.bystander = bystander;
  }
}

/** Starting our own code takes 0.06 s compiled and 0.25 s through tsx; a minute is for machines under heavy load. */
const START_LIMIT = 60_000;

/** Importing a module compiles it and all that it imports, which a call never does: it gets this many deadlines. */
const IMPORT_DEADLINES = 10;

/** Heap of a module. Without a limit of its own a leaking subject would end the whole process. */
const HEAP_MIB = 1024;

/** How much of what a module writes to stderr is kept, in bytes, as the detail of a failure. */
const STDERR_KEPT = 2000;

/**
 * Silences the module (its stdout is not ours; the end of its stderr is kept where it outlives the thread), then
 * registers the loaders of TypeScript, if any, before our own code is loaded through them.
 */
const BOOT = `
const { workerData } = require('node:worker_threads');
process.stdout.write = () => true;
process.stderr.write = (chunk) => {
  const { stderr } = workerData;
  const bytes = Buffer.from(chunk).subarray(-stderr.length);
  stderr.copyWithin(0, bytes.length);
  stderr.set(bytes, stderr.length - bytes.length);
  return true;
};
(async () => {
  for (const url of workerData.loaders) (await import(url)).register();
  await import(workerData.entry);
})();
`;

/**
 * Both loaders of tsx: a TypeScript file outside any package with `"type": "module"` is loaded as CommonJS. The build
 * of tsx for `require` misplaces its own loader thread, so the one for `import` that lies beside it is taken.
 */
function typescriptLoaders(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ['tsx/cjs/api', 'tsx/esm/api'].map((name) => pathToFileURL(resolve(name).replace(/\.cjs$/, '.mjs')).href);
}

interface Pending {
  readonly request: Request;
  readonly resolve: (value: ReplyValue) => void;
  readonly reject: (failure: ThreadFailure) => void;
}

type State =
  | { readonly kind: 'starting'; readonly done: (outcome: ModuleDescription | ThreadFailure) => void }
  | { readonly kind: 'serving' }
  | { readonly kind: 'ended'; readonly why: Failure };

/**
 * One life of the thread that runs a module. Commands may be sent without waiting for the answers to earlier ones
 * (a round trip costs 30 times as much as a message); they run in order.
 */
export class ModuleThread {
  private readonly worker: Worker;
  private readonly moduleUrl: string;
  private readonly deadline: number;
  private readonly progress = new Int32Array(new SharedArrayBuffer(4));
  private readonly queue: Pending[] = [];
  private timer: NodeJS.Timeout;
  private state: State;
  private limit = START_LIMIT;
  private seq = 0;
  private readonly stderr = new Uint8Array(new SharedArrayBuffer(STDERR_KEPT));
  /** Set by `start` before anyone else sees the thread. */
  private described: ModuleDescription | undefined;

  private constructor(
    { moduleUrl, pages, deadline }: ThreadOptions,
    done: (o: ModuleDescription | ThreadFailure) => void,
  ) {
    this.moduleUrl = moduleUrl;
    this.deadline = deadline;
    this.state = { kind: 'starting', done };
    const entry = new URL(import.meta.url.endsWith('.ts') ? './serve.ts' : './serve.js', import.meta.url).href;
    const plain = [entry, moduleUrl].every((url) => /\.[cm]?js$/.test(url));
    const loaders = plain ? [] : typescriptLoaders();
    const settings: WorkerSettings = { moduleUrl, pages, progress: this.progress };
    this.worker = new Worker(BOOT, {
      eval: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
      workerData: { ...settings, entry, loaders, stderr: this.stderr },
    });
    this.worker.on('message', (reply: Reply) => this.receive(reply));
    this.worker.on('error', (error) => this.end(this.uncaught(error)));
    this.worker.on('exit', (code) => {
      this.end(this.withStderr('exited', `ended its thread (process.exit with code ${code}?)`));
    });
    this.timer = setTimeout(() => this.late(), this.limit);
  }

  /**
   * Starts a thread and imports the module in it.
   * @throws ThreadFailure where the module is no subject, throws, ends the thread or never finishes its import
   */
  static async start(options: ThreadOptions): Promise<ModuleThread> {
    let thread: ModuleThread | undefined;
    const outcome = await new Promise<ModuleDescription | ThreadFailure>((done) => {
      thread = new ModuleThread(options, done);
    });
    if (outcome instanceof ThreadFailure) throw outcome;
    thread!.described = outcome;
    return thread!;
  }

  get description(): ModuleDescription {
    return this.described!;
  }

  /** Why the thread is no more; `undefined` while it runs. */
  get ended(): Failure | undefined {
    return this.state.kind === 'ended' ? this.state.why : undefined;
  }

  /** @throws ThreadFailure (as a rejection) */
  run(command: Command): Promise<ReplyValue> {
    if (this.state.kind === 'ended') return Promise.reject(new ThreadFailure(this.state.why, true));
    const request = { seq: ++this.seq, command };
    return new Promise((resolve, reject) => {
      this.queue.push({ request, resolve, reject });
      if (this.queue.length === 1) this.watch();
      const copy = { seq: request.seq, command: ownCommand(command) };
      this.worker.postMessage(copy, buffersOf(copy.command));
    });
  }

  async stop(): Promise<void> {
    this.end({ fault: 'exited', problem: 'was closed' });
    await this.worker.terminate();
  }

  private receive(reply: Reply): void {
    if (reply.kind === 'ready') {
      this.limit = this.deadline * IMPORT_DEADLINES;
      this.watch();
    } else if (reply.kind === 'loaded' && this.state.kind === 'starting') {
      const { done } = this.state;
      this.state = { kind: 'serving' };
      this.limit = this.deadline;
      this.rest();
      done(reply.description);
    } else if (reply.kind === 'refused') {
      this.end(reply.failure);
    } else if (reply.kind === 'value' || reply.kind === 'failure') {
      const head = this.queue.shift();
      if (head?.request.seq !== reply.seq) return;
      if (this.queue.length > 0) this.watch();
      else this.rest();
      if (reply.kind === 'value') head.resolve(reply.value);
      else head.reject(new ThreadFailure(reply.failure));
    }
  }

  /** Gives the first command in the queue its time, and keeps the process alive meanwhile. */
  private watch(): void {
    clearTimeout(this.timer);
    this.worker.ref();
    this.timer = setTimeout(() => this.late(), this.limit);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.worker.unref();
  }

  /**
   * The time is over by the clock. If the caller's own thread was busy meanwhile the answer may lie in the port, so
   * the event loop reads its messages once more (timers run before messages, immediates after) before judgement.
   */
  private late(): void {
    const head = this.queue[0];
    setImmediate(() => {
      if (this.queue[0] !== head || this.state.kind === 'ended') return;
      if (this.state.kind === 'serving' && head === undefined) return;
      const starting = this.state.kind === 'starting';
      const problem = starting
        ? `did not finish its import within ${this.limit} ms (does it loop for ever at its top level?)`
        : `did not return within ${this.limit} ms (does it loop for ever, or never resolve its Promise?)`;
      this.end(this.withStderr('timeout', problem));
      void this.worker.terminate();
    });
  }

  private uncaught(error: unknown): Failure {
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return this.withStderr('exited', `used more than ${HEAP_MIB} MiB of heap, and its thread was ended`);
    }
    return failureOf(error, this.moduleUrl);
  }

  private withStderr(fault: Failure['fault'], problem: string): Failure {
    // Filled from its end; the rest is zeros, and what follows them may begin within a character or a line.
    const text = new TextDecoder().decode(this.stderr.slice(this.stderr.lastIndexOf(0) + 1)).trim();
    return text === '' ? { fault, problem } : { fault, problem, detail: text };
  }

  /** The thread is gone or as good as gone; only the first reason counts. */
  private end(why: Failure): void {
    if (this.state.kind === 'ended') return;
    const before = this.state;
    this.state = { kind: 'ended', why };
    clearTimeout(this.timer);
    if (before.kind === 'starting') before.done(new ThreadFailure(why));
    const begun = Atomics.load(this.progress, 0);
    for (const { request, reject } of this.queue.splice(0)) {
      reject(new ThreadFailure(why, request.seq !== begun));
    }
  }
}

/** A copy of the tensors of a command, so that they can be handed over and the caller keeps its own. */
function ownCommand(command: Command): Command {
  switch (command.kind) {
    case 'forward':
    case 'gradient': {
      const own = { ...command, inputs: command.inputs.map(copyTensor) };
      return command.cotangent === undefined ? own : { ...own, cotangent: copyTensor(command.cotangent) };
    }
    case 'step':
      return { ...command, inputs: command.inputs.map(copyTensor) };
    case 'load': {
      const slots = Object.entries(command.state).map(([key, slot]) => [key, copyTensor(slot)] as const);
      return { ...command, state: Object.fromEntries(slots) };
    }
    default:
      return command;
  }
}

function buffersOf(command: Command): ArrayBuffer[] {
  const tensors: Tensor[] = [];
  if ('inputs' in command) tensors.push(...command.inputs);
  if (command.kind === 'gradient' && command.cotangent) tensors.push(command.cotangent);
  if (command.kind === 'load') tensors.push(...Object.values(command.state));
  return tensors.map((each) => each.data.buffer as ArrayBuffer);
}
