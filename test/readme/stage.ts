import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a reader has at hand besides the files of the document: the folders that it names, and the dependencies. */
const FROM_THE_CHECKOUT = ['examples', 'test', 'node_modules'];

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** `conformance-report/report.md`, where the program wrote one. */
  readonly report: string | undefined;
}

/** The source of each public entry, `dl-assay/spec` to `spec/index.ts`: a checkout has no compiled files. */
function sourceOf(specifier: string): string {
  const { name, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, { readonly default: string } | undefined>>;
  };
  const entry = exports[specifier.replace(name, '.')];
  if (entry === undefined) throw new Error(`the package has no entry ${specifier}`);
  const source = entry.default.replace(/^\.\/dist\//, '').replace(/\.js$/, '.ts');
  return pathToFileURL(join(ROOT, source)).href;
}

const importSources = (text: string): string =>
  text.replace(/from '(dl-assay\/[\w/]+)'/g, (_, specifier: string) => `from '${sourceOf(specifier)}'`);

/** One program for each core: more of them only wait for each other. */
const slots = Array.from({ length: availableParallelism() }, () => Promise.resolve());

let taken = 0;

/** Runs `task` as soon as one of the slots is free. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const slot = (taken = (taken + 1) % slots.length);
  const result = slots[slot]!.then(task);
  slots[slot] = result.then(
    () => undefined,
    () => undefined,
  );
  return result;
}
/** Runs a Node program in a new folder that holds `files`, as a reader would run it in a folder of theirs. */
export function runBeside(files: ReadonlyMap<string, string>, words: readonly string[]): Promise<Ended> {
  return inTurn(() => runNow(files, words));
}

async function runNow(files: ReadonlyMap<string, string>, words: readonly string[]): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-readme-'));
  try {
    for (const name of FROM_THE_CHECKOUT) symlinkSync(join(ROOT, name), join(folder, name), 'dir');
    for (const [name, text] of files) writeFileSync(join(folder, name), importSources(text));
    return await new Promise<Ended>((ended, failed) => {
      const child = spawn(process.execPath, words, { cwd: folder, env: { ...process.env, NO_COLOR: '1' } });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        stdout += chunk;
      });
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        stderr += chunk;
      });
      child.on('error', failed);
      child.on('close', (status) => {
        const report = join(folder, 'conformance-report', 'report.md');
        ended({ status, stdout, stderr, report: existsSync(report) ? readFileSync(report, 'utf8') : undefined });
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `assay run ./my-adamw.ts` and the like, from the sources. */
export function runAssay(files: ReadonlyMap<string, string>, command: string): Promise<Ended> {
  const [program, ...words] = command.split(/\s+/);
  if (program !== 'assay') throw new Error(`a document may run assay alone, not \`${command}\``);
  return runBeside(files, [join(ROOT, 'bin/assay.js'), ...words.map((word) => word.replace(/^'(.*)'$/, '$1'))]);
}
