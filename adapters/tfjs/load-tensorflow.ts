import { createRequire } from 'node:module';
import type * as TensorFlow from '@tensorflow/tfjs';
import { AdapterError } from '../contract.ts';

/** The part of TensorFlow.js that every one of its packages has. */
export type TensorFlowJs = typeof TensorFlow;

/** Where a backend comes from. */
export interface TfjsBackend {
  readonly subject: string;
  /** The package that the subject stands for: the whole library, or a backend that is added to it. */
  readonly packageName: string;
  /** The package of the library that `packageName` registers itself with, where it is only a backend. */
  readonly host?: string;
  readonly backend: string;
}

const load = createRequire(import.meta.url);

/**
 * Loads a TensorFlow.js package and chooses its backend, silently: its greetings and advice are meant for a program
 * of one's own.
 *
 * @throws AdapterError `unavailable` with what the package said when it could not be loaded
 */
export async function loadTensorFlow({ subject, packageName, host, backend }: TfjsBackend): Promise<TensorFlowJs> {
  // Read by the native library when it is loaded; 2 leaves errors only.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const library = loadPackage<TensorFlowJs>(subject, host ?? packageName);
  if (host !== undefined) loadPackage(subject, packageName);
  // Warnings of the library ask whether it runs in production, and every judged release does.
  library.env().set('PROD', true);
  try {
    const started = await withoutListeners(() => library.setBackend(backend));
    if (!started) throw new Error(`the backend ${backend} failed to start`);
  } catch (error) {
    const why = oneLine((error as Error).message);
    throw new AdapterError('unavailable', `${subject}: ${packageName} has no backend ${backend}: ${why}`);
  }
  return library;
}

/** The version of the package as its manifest states it. */
export function versionOf(packageName: string): string {
  return (load(`${packageName}/package.json`) as { version: string }).version;
}

function loadPackage<T>(subject: string, packageName: string): T {
  try {
    return load(packageName) as T;
  } catch (error) {
    const said = (error as Error).message;
    const missing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' && said.includes(`'${packageName}'`);
    const why = missing ? `the package ${packageName} is not installed (npm install ${packageName})` : oneLine(said);
    throw new AdapterError('unavailable', `${subject}: ${why}`);
  }
}

/**
 * Runs `f` and takes away the process listeners that it leaves behind: a WebAssembly module built by Emscripten
 * rethrows every unhandled rejection of the whole process, wherever it comes from.
 */
async function withoutListeners<T>(f: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => new Set<unknown>(process.listeners(event as 'uncaughtException')));
  try {
    return await f();
  } finally {
    for (const [i, event] of events.entries()) {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[i]!.has(listener)) process.removeListener(event, listener);
      }
    }
  }
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
