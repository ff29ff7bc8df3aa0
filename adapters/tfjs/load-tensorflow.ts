import { createRequire } from 'node:module';
import type * as TensorFlow from '@tensorflow/tfjs';
import { AdapterError } from '../contract.ts';

/** The part of TensorFlow.js that every one of its packages has. */
export type TensorFlowJs = typeof TensorFlow;

/**
 * Loads a TensorFlow.js package and chooses its backend, silently: its greetings and advice are meant for a program
 * of one's own.
 *
 * @throws AdapterError `unavailable` with what the package said when it could not be loaded
 */
export async function loadTensorFlow(subject: string, packageName: string, backend: string): Promise<TensorFlowJs> {
  // Read by the native library when it is loaded; 2 leaves errors only.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  let tf: TensorFlowJs;
  try {
    tf = createRequire(import.meta.url)(packageName) as TensorFlowJs;
  } catch (error) {
    const said = (error as Error).message;
    const missing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' && said.includes(`'${packageName}'`);
    const why = missing ? `the package ${packageName} is not installed (npm install ${packageName})` : oneLine(said);
    throw new AdapterError('unavailable', `${subject}: ${why}`);
  }
  // Warnings of the library ask whether it runs in production, and every judged release does.
  tf.env().set('PROD', true);
  try {
    if (!(await tf.setBackend(backend))) throw new Error(`the backend ${backend} failed to start`);
  } catch (error) {
    const why = oneLine((error as Error).message);
    throw new AdapterError('unavailable', `${subject}: ${packageName} has no backend ${backend}: ${why}`);
  }
  return tf;
}

/** The version of the package as its manifest states it. */
export function versionOf(packageName: string): string {
  return (createRequire(import.meta.url)(`${packageName}/package.json`) as { version: string }).version;
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
