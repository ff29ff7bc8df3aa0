import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Adapter, AdapterError, type AdapterFactory, type Kernel, type OpenOptions, type Outputs } from '../contract.ts';
import { createModuleInstance } from './module-instance.ts';
import { ModuleWorker } from './module-worker.ts';

const EXTENSION = /\.[cm]?[jt]sx?$/;

/**
 * Opens an ES module (JavaScript or TypeScript) as a subject, in a thread of its own.
 *
 * What the module exports is described in `docs/adapters.md`: `create()` for a stateful operator, `kernels` for the
 * others, `claims`, `format` and `scalarFormat` about both.
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
