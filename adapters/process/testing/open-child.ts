import { fileURLToPath } from 'node:url';
import { type Adapter, AdapterError } from '../../contract.ts';
import { testPages } from '../../testing/page-interfaces.ts';
import { commandFactory } from '../open-process.ts';

const CHILD = fileURLToPath(new URL('./child.mjs', import.meta.url));

/** The command line of the child with this fault. */
export const childCommand = (fault: string, extra = ''): string[] => [process.execPath, CHILD, fault, extra];

/** Opens the child with this fault as a subject. The deadline is generous: only tests of deadlines wait for one. */
export function openChild(fault: string, deadline = 20_000, extra = ''): Promise<Adapter> {
  const words = childCommand(fault, extra).map((word) => `'${word}'`);
  return commandFactory.open(`exec:${words.join(' ')}`, { deadline, pages: testPages });
}

/** The AdapterError that a promise rejects with, without the command line that it begins with. */
export async function faultOf(
  promise: Promise<unknown> | unknown,
): Promise<{ fault: string; message: string; detail: string | undefined }> {
  const error = await Promise.resolve(promise).then(
    (value) => new Error(`resolved with ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AdapterError)) throw error;
  const message = error.message.replace(/^exec:.*?child\.mjs' '[\w-]+' '[^']*': /, '');
  return { fault: error.fault, message, detail: error.detail };
}
