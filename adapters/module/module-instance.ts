import type { FormatName, Hyperparameters, Instance, Outputs, Tensor } from '../contract.ts';
import type { ModuleThread } from './module-thread.ts';
import { adapterError, type ModuleWorker } from './module-worker.ts';
import type { Failure, InstanceAbilities, StepReply } from './protocol.ts';

/** Where a module's stateful operator comes from. */
export interface InstanceOrigin {
  readonly worker: ModuleWorker;
  readonly subject: string;
  readonly page: string;
  /** Unique among the instances of the worker. */
  readonly instance: number;
}

const isFailure = (value: Outputs | Failure): value is Failure => typeof value.problem === 'string';

/**
 * Creates an instance in the thread of the module. Its methods may be called without awaiting each other: they run in
 * order. `state()` right after `step()` answers from the reply of that step.
 *
 * @throws AdapterError
 */
export async function createModuleInstance(
  { worker, subject, page, instance }: InstanceOrigin,
  hyper: Hyperparameters,
  format: FormatName,
): Promise<Instance> {
  const created = await worker.run(`${page} create()`, { kind: 'create', page, instance, hyper, format });
  const thread: ModuleThread = created.thread;
  const can = created.value as InstanceAbilities;
  let steps = 0;
  /** The reply that holds the state as it is now; `undefined` after anything but a step changed it. */
  let latest: Promise<StepReply> | undefined;

  const tell = async (what: string, command: Parameters<ModuleWorker['runOn']>[2]): Promise<void> => {
    latest = undefined;
    await worker.runOn(thread, `${page} ${what}()`, command);
  };
  const ask = async (): Promise<Outputs> =>
    (await worker.runOn(thread, `${page} state() after step ${steps}`, { kind: 'state', instance })) as Outputs;

  return {
    async step(inputs: readonly Tensor[]) {
      const what = `${page} step() at step ${++steps}`;
      const reply = worker.runOn(thread, what, { kind: 'step', instance, inputs }) as Promise<StepReply>;
      latest = reply;
      return (await reply).outputs;
    },
    ...(can.state && {
      async state() {
        const step = steps;
        const { state } = (await latest?.catch(() => undefined)) ?? {};
        if (state === undefined) return ask();
        if (!isFailure(state)) return state;
        throw adapterError(`${subject}: ${page} state() after step ${step} ${state.problem}`, state);
      },
    }),
    ...(can.load && { load: (state: Outputs) => tell('load', { kind: 'load', instance, state }) }),
    ...(can.set && { set: (changed: Hyperparameters) => tell('set', { kind: 'set', instance, hyper: changed }) }),
    ...(can.mode && { mode: (mode: string) => tell('mode', { kind: 'mode', instance, mode }) }),
    async dispose() {
      // Nothing is left to dispose of where the thread is gone.
      if (!thread.ended) await worker.runOn(thread, `${page} dispose()`, { kind: 'dispose', instance });
    },
  };
}
