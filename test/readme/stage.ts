import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runCommand } from '../../cli/main.ts';
import { collectingConsole } from '../../cli/testing/collecting-console.ts';

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

/** Commands change the working folder of this process, so each waits for the one before it. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const result = turn.then(task);
  turn = result.catch(() => undefined);
  return result;
}

/** Lets `task` work in a new folder that holds `files`, as a reader would in a folder of theirs. */
async function inFolder<T>(files: ReadonlyMap<string, string>, task: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-readme-'));
  try {
    for (const name of FROM_THE_CHECKOUT) symlinkSync(join(ROOT, name), join(folder, name), 'dir');
    for (const [name, text] of files) writeFileSync(join(folder, name), importSources(text));
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `assay run ./my-adamw.ts` and the like, in this process: starting a process a command costs more than the command. */
export function runAssay(files: ReadonlyMap<string, string>, command: string): Promise<Ended> {
  const [program, ...words] = command.split(/\s+/);
  if (program !== 'assay') throw new Error(`a document may run assay alone, not \`${command}\``);
  return inTurn(() =>
    inFolder(files, async (folder) => {
      const before = process.cwd();
      process.chdir(folder);
      try {
        const console = collectingConsole();
        const status = await runCommand(
          words.map((word) => word.replace(/^'(.*)'$/, '$1')),
          console,
        );
        const report = join(folder, 'conformance-report', 'report.md');
        return {
          status,
          stdout: console.output(),
          stderr: console.messages(),
          report: existsSync(report) ? readFileSync(report, 'utf8') : undefined,
        };
      } finally {
        process.chdir(before);
      }
    }),
  );
}

/** Runs tests of a document as a reader would, with vitest. */
export const runTests = (
  files: ReadonlyMap<string, string>,
  tests: readonly string[],
): Promise<{ status: number | null; output: string }> =>
  inFolder(files, async (folder) => {
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...tests], { cwd: folder });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, output };
  });
