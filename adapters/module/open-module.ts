import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Adapter,
  AdapterError,
  type AdapterFactory,
  type Kernel,
  type OpenOptions,
  type Outputs,
} from '../contract.ts';
import { createModuleInstance } from './module-instance.ts';
import { ModuleWorker } from './module-worker.ts';

const EXTENSION = /\.[cm]?[jt]sx?$/;

/**
 * Opens an ES module (JavaScript or TypeScript) as a subject, in a thread of its own. What it may export:
 *
 * - `claims`: ids or short names of the pages that it implements; `format`: one or more formats (default float64);
 *   `scalarFormat`: the format of its hyper-parameters' arithmetic.
 * - `create(hyper, { format, page })` for a stateful page: an object with `step(...inputs, { shapes })`, which returns
 *   a new array, or outputs by key; if it likes `state()`, `load(state)`, `set(hyper)`, `mode(name)`, `dispose()`.
 *   A class with `step` will do.
 * - `kernels`, by page: `x => y` or `{ value, derivative }` on numbers for an elementwise page (with the
 *   hyper-parameters as second argument where the page has some), else `{ forward(...inputs, info) }` and
 *   `gradient(...inputs, cotangent, info)` on flat arrays, info being `{ shapes, hyper, mode }`.
 *
 * All of it may stand in a default export instead. Arrays are of the format (`Uint16Array` of bits for the half
 * formats) and the module's own: it gets copies, and must not change them.
 *
 * @throws AdapterError `unavailable` where there is no such file; `not-a-subject`, `threw`, `timeout` or `exited`
 * where importing it fails
 */
export async function openModule(subject: string, { deadline, pages }: OpenOptions): Promise<Adapter> {
  const path = resolve(subject);
  const source = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new AdapterError('unavailable', `${subject}: ${why} (looked for ${path})`);
  });
  const worker = await ModuleWorker.start(subject, { moduleUrl: pathToFileURL(path).href, pages, deadline });
  const { description } = worker;
  let instances = 0;

  const kernels = new Map<string, Kernel>();
  for (const [page, can] of description.kernels) {
    kernels.set(page, {
      origin: 'native',
      formats: description.formats,
      ...(can.forward && {
        async forward(inputs, info) {
          const { value } = await worker.run(`${page} forward`, { kind: 'forward', page, inputs, ...info });
          return value as Outputs;
        },
      }),
      ...(can.gradient && {
        async gradient(inputs, cotangent, info) {
          const command = { kind: 'gradient', page, inputs, cotangent, ...info } as const;
          return (await worker.run(`${page} gradient`, command)).value as Outputs;
        },
      }),
      ...(can.create && {
        create: (hyper, format) =>
          createModuleInstance({ worker, subject, page, instance: ++instances }, hyper, format),
      }),
    });
  }

  return {
    subject,
    provenance: {
      name: subject,
      // A module seldom has a version: its text is what was judged.
      version: `sha256:${createHash('sha256').update(source).digest('hex').slice(0, 12)}`,
      details: { runtime: `node ${process.version}`, thread: 'worker' },
    },
    kernels,
    scalarFormat: description.scalarFormat,
    claims: description.claims,
    close: () => worker.close(),
  };
}

export const moduleFactory: AdapterFactory = {
  name: '<path to a module>',
  summary: 'an ES module of yours, JavaScript or TypeScript, in a worker thread',
  matches: (subject) => EXTENSION.test(subject),
  open: openModule,
};
