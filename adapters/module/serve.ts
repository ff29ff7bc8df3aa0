/**
 * Runs one module in a thread of its own and answers commands in the order in which they arrive. Loaded by
 * `ModuleWorker`; whatever the module does to this thread (never returning, `process.exit`, running out of memory)
 * leaves the caller's thread alone.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from './module-failure.ts';
import { ModuleSession } from './module-session.ts';
import type { Reply, ReplyValue, Request, StepReply, WorkerSettings } from './protocol.ts';
import { readModule } from './read-module.ts';

const settings = workerData as WorkerSettings;
const port = parentPort!;
const send = (reply: Reply, transfer: ArrayBuffer[] = []): void => port.postMessage(reply, transfer);

/** The buffers of a reply, which are handed over instead of copied; the module keeps none of them. */
function buffersOf(value: ReplyValue): ArrayBuffer[] {
  if (value === undefined) return [];
  const buffers: ArrayBuffer[] = [];
  const step = value as Partial<StepReply>;
  for (const group of [value, step.outputs, step.state]) {
    if (group === undefined) continue;
    for (const each of Object.values(group)) {
      const data = (each as { data?: { buffer?: unknown } } | undefined)?.data;
      if (data?.buffer instanceof ArrayBuffer) buffers.push(data.buffer);
    }
  }
  return buffers;
}

async function serve(): Promise<void> {
  send({ kind: 'ready' });
  let session: ModuleSession;
  try {
    const namespace = await import(settings.moduleUrl);
    const loaded = readModule(namespace, settings.pages);
    session = new ModuleSession(loaded.kernels, settings.pages);
    send({ kind: 'loaded', description: loaded.description });
  } catch (error) {
    send({ kind: 'refused', failure: failureOf(error, settings.moduleUrl) });
    return;
  }
  let previous: Promise<void> = Promise.resolve();
  port.on('message', ({ seq, command }: Request) => {
    previous = previous.then(async () => {
      Atomics.store(settings.progress, 0, seq);
      try {
        const value = await session.run(command);
        send({ kind: 'value', seq, value }, buffersOf(value));
      } catch (error) {
        send({ kind: 'failure', seq, failure: failureOf(error, settings.moduleUrl) });
      }
    });
  });
}

await serve();
