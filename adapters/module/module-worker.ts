import { AdapterError } from '../contract.ts';
import { ModuleThread, ThreadFailure, type ThreadOptions } from './module-thread.ts';
import type { Command, Failure, ModuleDescription, ReplyValue } from './protocol.ts';

/** A stateless command may be given to another thread; the others need the instance that they speak of. */
const isStateless = ({ kind }: Command): boolean => kind === 'forward' || kind === 'gradient' || kind === 'create';

/**
 * A module behind threads that follow one another: when one is lost to a command, that command fails, the instances
 * on it are lost, and the next command finds a new thread.
 */
export class ModuleWorker {
  private readonly subject: string;
  private readonly options: ThreadOptions;
  private thread: ModuleThread;
  private restarting: Promise<ModuleThread> | undefined;
  private closed = false;

  private constructor(subject: string, options: ThreadOptions, thread: ModuleThread) {
    this.subject = subject;
    this.options = options;
    this.thread = thread;
  }

  /** @throws AdapterError where the module cannot be imported or is no subject */
  static async start(subject: string, options: ThreadOptions): Promise<ModuleWorker> {
    try {
      return new ModuleWorker(subject, options, await ModuleThread.start(options));
    } catch (error) {
      throw explain(subject, 'the module', error);
    }
  }

  get description(): ModuleDescription {
    return this.thread.description;
  }

  /**
   * Runs a command on the thread in charge. `what` names it in an error: `optimizer/adamw step() at step 3`.
   * @throws AdapterError
   */
  async run(what: string, command: Command): Promise<{ readonly value: ReplyValue; readonly thread: ModuleThread }> {
    // A stateless command that was lost to another one's fault is given once more to a new thread.
    for (let retries = 1; ; retries--) {
      try {
        const thread = await this.current();
        return { value: await thread.run(command), thread };
      } catch (error) {
        const retry = error instanceof ThreadFailure && error.bystander && isStateless(command) && retries > 0;
        if (!retry) throw explain(this.subject, what, error);
      }
    }
  }

  /** Runs a command on the thread that holds its instance. @throws AdapterError `exited` where that thread is gone */
  async runOn(thread: ModuleThread, what: string, command: Command): Promise<ReplyValue> {
    try {
      return await thread.run(command);
    } catch (error) {
      throw explain(this.subject, what, error);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.restarting?.catch(() => undefined);
    await this.thread.stop();
  }

  private async current(): Promise<ModuleThread> {
    if (!this.thread.ended || this.closed) return this.thread;
    this.restarting ??= ModuleThread.start(this.options)
      .then((thread) => (this.thread = thread))
      .finally(() => {
        this.restarting = undefined;
      });
    return this.restarting;
  }
}

function explain(subject: string, what: string, error: unknown): unknown {
  if (!(error instanceof ThreadFailure)) return error;
  const { failure, bystander } = error;
  if (!bystander) return adapterError(`${subject}: ${what} ${failure.problem}`, failure);
  const lost = `${subject}: ${what} could not run, since the thread that held its state is gone: a call before it `;
  return adapterError(`${lost}${failure.problem}`, { ...failure, fault: 'exited' });
}

export function adapterError(message: string, { fault, detail }: Failure): AdapterError {
  return new AdapterError(fault, message.replace(/\s*\n\s*/g, ' '), detail);
}
