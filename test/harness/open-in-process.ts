import type { Adapter, Instance, Kernel, Outputs } from '../../adapters/contract.ts';
import { ModuleSession } from '../../adapters/module/module-session.ts';
import type { Command, InstanceAbilities, StepReply } from '../../adapters/module/protocol.ts';
import { readModule } from '../../adapters/module/read-module.ts';
import { pageInterface } from '../../suites/page-interface.ts';
import { builtinPages } from './judge-subject.ts';

/**
 * A planted subject read and called by the same code as in its thread, but in this one: for hundreds of runs of
 * modules that neither throw, loop nor exit. Starting a thread costs more than judging most modules with one seed.
 */
export async function openInProcess(file: string): Promise<Adapter> {
  const pages = [...builtinPages().values()].map(pageInterface);
  const namespace = (await import(new URL(`../subjects/${file}`, import.meta.url).href)) as Record<string, unknown>;
  const { kernels: exported, description } = readModule(namespace, pages);
  const session = new ModuleSession(exported, pages);
  const run = async <T>(command: Command): Promise<T> => (await session.run(command)) as T;
  let instances = 0;

  const kernels = new Map<string, Kernel>();
  for (const [page, can] of description.kernels) {
    kernels.set(page, {
      origin: 'native',
      formats: description.formats,
      ...(can.forward && { forward: (inputs, info) => run<Outputs>({ kind: 'forward', page, inputs, ...info }) }),
      ...(can.gradient && {
        gradient: (inputs, cotangent, info) => run<Outputs>({ kind: 'gradient', page, inputs, cotangent, ...info }),
      }),
      ...(can.create && {
        async create(hyper, format) {
          const instance = ++instances;
          const able = await run<InstanceAbilities>({ kind: 'create', page, instance, hyper, format });
          return instanceOf(run, instance, able);
        },
      }),
    });
  }
  return {
    subject: file,
    provenance: { name: file, version: '', details: {} },
    kernels,
    scalarFormat: description.scalarFormat,
    claims: description.claims,
    close: async () => {},
  };
}

function instanceOf(run: <T>(command: Command) => Promise<T>, instance: number, able: InstanceAbilities): Instance {
  return {
    step: async (inputs) => (await run<StepReply>({ kind: 'step', instance, inputs })).outputs,
    ...(able.state && { state: () => run<Outputs>({ kind: 'state', instance }) }),
    ...(able.load && { load: (state) => run<void>({ kind: 'load', instance, state }) }),
    ...(able.set && { set: (hyper) => run<void>({ kind: 'set', instance, hyper }) }),
    ...(able.mode && { mode: (mode) => run<void>({ kind: 'mode', instance, mode }) }),
    dispose: () => run<void>({ kind: 'dispose', instance }),
  };
}
