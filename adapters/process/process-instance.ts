import { createHash } from 'node:crypto';
import {
  AdapterError,
  type FormatName,
  type Hyperparameters,
  type Instance,
  type Outputs,
  type PageInterface,
  type Tensor,
} from '../contract.ts';
import { shapeOfResult } from '../module/read-result.ts';
import { decodeOutputs, decodeState } from './decode-outputs.ts';
import type { Body, Value } from './messages.ts';
import { adapterError, type Failure, isFailure, ProcessFailure } from './process-failure.ts';
import type { ProcessSupervisor } from './process-supervisor.ts';
import type { SubjectProcess } from './subject-process.ts';
import { encodeHyper, encodeTensor } from './wire-tensor.ts';

/** Where a stateful operator lives. */
export interface InstanceOrigin {
  readonly supervisor: ProcessSupervisor;
  readonly page: PageInterface;
  /** Unique among the instances of the subject, whatever process they are in. */
  readonly instance: number;
}

type Command = Body<'step' | 'load' | 'set' | 'mode'>;

interface Done {
  readonly body: Command;
  /** Of a step: a digest of what it gave, so that a repetition that gives something else is seen. */
  readonly digest?: string;
}

/** Characters of requests that are kept for a repetition. Experiments need a few hundred thousand. */
const KEPT = 64 * 2 ** 20;

const digestOf = (value: Value<'step'>): string =>
  createHash('sha1')
    .update(JSON.stringify([value.outputs, value.state]))
    .digest('base64');

/**
 * Creates an instance. When the process that holds it is lost to something else, the instance is created again in the
 * next one and its commands are repeated, which must give the same bits; when it is lost to one of its own commands,
 * that command fails and so does every later one.
 *
 * @throws AdapterError
 */
export async function createProcessInstance(
  origin: InstanceOrigin,
  hyper: Hyperparameters,
  format: FormatName,
): Promise<Instance> {
  const life = await InstanceLife.begin(origin, hyper, format);
  const { page } = origin;
  const { can } = life;
  let steps = 0;
  let given: readonly Tensor[] = [];
  /** The reply that holds the state as it is now; `undefined` after anything but a step changed it. */
  let latest: Value<'step'> | undefined;
  const shapeFor = (key: string): readonly number[] | undefined => shapeOfResult(page, key, given);
  const tell = async (what: string, body: Command): Promise<void> => {
    await life.command(`${what}()`, body);
    latest = undefined;
  };

  return {
    async step(inputs) {
      const what = `step() at step ${++steps}`;
      latest = undefined;
      const body = { kind: 'step', instance: origin.instance, inputs: inputs.map(encodeTensor) } as const;
      const reply = (await life.command(what, body)) as Value<'step'>;
      given = inputs;
      latest = reply;
      return life.read(what, () => decodeOutputs(reply.outputs, page.outputs, format, shapeFor));
    },
    ...(can.state && {
      async state() {
        const what = `state() after step ${steps}`;
        const { state, stateError } = latest ?? {};
        if (stateError) {
          const { message: problem, fault = 'threw', detail } = stateError;
          return life.read(what, () => ({ fault, problem, ...(detail !== undefined && { detail }) }));
        }
        const slots = state ?? (await life.ask(what));
        return life.read(what, () => decodeState(slots, page.states, shapeFor));
      },
    }),
    ...(can.load && {
      load: (state: Outputs) => {
        const slots = Object.fromEntries(Object.entries(state).map(([key, slot]) => [key, encodeTensor(slot)]));
        return tell('load', { kind: 'load', instance: origin.instance, state: slots });
      },
    }),
    ...(can.set && {
      set: (changed: Hyperparameters) =>
        tell('set', { kind: 'set', instance: origin.instance, hyper: encodeHyper(changed) }),
    }),
    ...(can.mode && { mode: (mode: string) => tell('mode', { kind: 'mode', instance: origin.instance, mode }) }),
    dispose: () => life.dispose(),
  };
}

/** The commands of one instance, one after another, on whatever process holds it. */
class InstanceLife {
  readonly can: Value<'create'>;
  readonly #origin: InstanceOrigin;
  readonly #creation: Body<'create'>;
  readonly #done: Done[] = [];
  #kept = 0;
  #home: SubjectProcess;
  #lost: AdapterError | undefined;
  #previous: Promise<unknown> = Promise.resolve();

  private constructor(origin: InstanceOrigin, creation: Body<'create'>, can: Value<'create'>, home: SubjectProcess) {
    this.#origin = origin;
    this.#creation = creation;
    this.can = can;
    this.#home = home;
  }

  static async begin(origin: InstanceOrigin, hyper: Hyperparameters, format: FormatName): Promise<InstanceLife> {
    const { supervisor, page, instance } = origin;
    const creation = { kind: 'create', instance, page: page.id, hyper: encodeHyper(hyper), format } as const;
    return supervisor.retried(`${page.id} create()`, async (process) => {
      const can = await process.send('create', creation);
      return new InstanceLife(origin, creation, can, process);
    });
  }

  /** @throws AdapterError */
  command(what: string, body: Command): Promise<unknown> {
    return this.#inTurn(what, async (process) => {
      const value = await process.send(body.kind, body);
      this.#keep(body.kind === 'step' ? { body, digest: digestOf(value as Value<'step'>) } : { body });
      return value;
    });
  }

  /** The state as the subject tells it. @throws AdapterError */
  async ask(what: string): Promise<Value<'state'>> {
    const body = { kind: 'state', instance: this.#origin.instance } as const;
    return (await this.#inTurn(what, (process) => process.send('state', body))) as Value<'state'>;
  }

  /** @throws AdapterError where what was read is a failure */
  read(what: string, decode: () => Outputs | Failure): Outputs {
    const read = decode();
    if (isFailure(read)) throw adapterError(this.#name(what), read);
    return read;
  }

  dispose(): Promise<void> {
    const body = { kind: 'dispose', instance: this.#origin.instance } as const;
    const disposed = this.#previous.then(async () => {
      // Nothing is left to dispose of where the process is gone.
      if (!this.#home.ended) await this.#home.send('dispose', body).catch((error) => this.#unlessLost(error));
    });
    this.#previous = disposed.catch(() => undefined);
    return disposed;
  }

  #unlessLost(error: unknown): void {
    if (!(error instanceof ProcessFailure) || error.part === 'bystander') return;
    throw adapterError(this.#name('dispose()'), error.failure);
  }

  #name(what: string): string {
    return `${this.#origin.supervisor.subject}: ${this.#origin.page.id} ${what}`;
  }

  #inTurn(what: string, send: (process: SubjectProcess) => Promise<unknown>): Promise<unknown> {
    const next = this.#previous.then(() => this.#run(what, send));
    this.#previous = next.catch(() => undefined);
    return next;
  }

  async #run(what: string, send: (process: SubjectProcess) => Promise<unknown>): Promise<unknown> {
    if (this.#lost) {
      const problem = `could not run, since a call before it ended the process: ${this.#lost.message}`;
      throw adapterError(this.#name(what), { fault: 'exited', problem });
    }
    try {
      return await this.#origin.supervisor.retried(`${this.#origin.page.id} ${what}`, async (process) => {
        if (process !== this.#home) await this.#moveTo(process);
        return send(process);
      });
    } catch (error) {
      if (error instanceof AdapterError && this.#home.ended) this.#lost = error;
      throw error;
    }
  }

  #keep(done: Done): void {
    this.#kept += JSON.stringify(done.body).length;
    if (this.#kept <= KEPT) this.#done.push(done);
    else this.#done.length = 0;
  }

  /** Makes the instance what it was, in a new process. */
  async #moveTo(process: SubjectProcess): Promise<void> {
    if (this.#kept > KEPT) {
      const problem = 'could not run: its process ended, and its commands are too many to be repeated in a new one';
      throw new ProcessFailure({ fault: 'exited', problem }, 'answered');
    }
    await process.send('create', this.#creation);
    for (const [i, { body, digest }] of this.#done.entries()) {
      const value = await process.send(body.kind, body);
      if (digest === undefined || digest === digestOf(value as Value<'step'>)) continue;
      const problem = `could not run: its process ended, and in a new one its command ${i + 1} (${body.kind}) gives other bits than before`;
      throw new ProcessFailure({ fault: 'nondeterministic', problem }, 'answered');
    }
    this.#home = process;
  }
}
