import type { Body, Kind, Value } from './messages.ts';
import { adapterError, ProcessFailure } from './process-failure.ts';
import { type ProcessOptions, SubjectProcess } from './subject-process.ts';

/** How often a request that was lost to others is given to a new process before it is given up. */
const RETRIES = 2;

/** A subject behind processes that follow one another: where one is lost, the next request starts another. */
export class ProcessSupervisor {
  readonly subject: string;
  readonly #options: ProcessOptions;
  #process: SubjectProcess;
  #restarting: Promise<SubjectProcess> | undefined;
  #closed = false;

  private constructor(subject: string, options: ProcessOptions, process: SubjectProcess) {
    this.subject = subject;
    this.#options = options;
    this.#process = process;
  }

  /** @throws ProcessFailure where the program cannot be started or is no subject */
  static async start(subject: string, options: ProcessOptions): Promise<ProcessSupervisor> {
    return new ProcessSupervisor(subject, options, await SubjectProcess.start(options));
  }

  get description(): Value<'hello'> {
    return this.#process.description;
  }

  /**
   * Sends a request that needs no instance. One that is lost to another's fault is sent again. `what` names it in an
   * error: `optimizer/adamw create()`.
   * @throws AdapterError
   */
  run<K extends Kind>(what: string, kind: K, body: Body<K>): Promise<Value<K>> {
    return this.retried(what, (process) => process.send(kind, body));
  }

  /**
   * Does something on the process in charge, and once more on the next where the process was lost meanwhile to no
   * fault of this request.
   * @throws AdapterError
   */
  async retried<T>(what: string, body: (process: SubjectProcess) => Promise<T>): Promise<T> {
    for (let retries = RETRIES; ; retries--) {
      try {
        return await body(await this.#current());
      } catch (error) {
        if (!(error instanceof ProcessFailure)) throw error;
        if (error.part === 'bystander' && retries > 0 && !this.#closed) continue;
        throw adapterError(`${this.subject}: ${what}`, error.failure);
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#restarting?.catch(() => undefined);
    await this.#process.stop();
  }

  async #current(): Promise<SubjectProcess> {
    if (!this.#process.ended || this.#closed) return this.#process;
    this.#restarting ??= SubjectProcess.start(this.#options)
      .then((process) => (this.#process = process))
      .finally(() => {
        this.#restarting = undefined;
      });
    return this.#restarting;
  }
}
