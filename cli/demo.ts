import { join, relative } from 'node:path';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { packageFile } from './package-file.ts';
import { run } from './run.ts';

/** The wrong optimizer that comes with the project, as a path that can be typed again. */
function exampleSubject(): string {
  const path = relative(process.cwd(), packageFile(join('examples', 'wrong-adamw.ts')));
  return path.startsWith('..') ? path : `./${path}`;
}

/**
 * `assay demo` (`npm start`): judges two real backends and an AdamW with a planted mistake. Finding the mistake is its
 * purpose, so findings are a success here; anything that kept the judging from working is not.
 */
export async function demo(options: { readonly report?: string }, console: Console): Promise<ExitCode> {
  const subjects = ['tfjs:cpu', 'onnxruntime:cpu', exampleSubject()];
  const command = `assay run ${subjects.join(' ')}`;
  console.err(`${command}\n`);
  const exitCode = await run(subjects, options, command, console);
  return exitCode === EXIT.findings ? EXIT.conforms : exitCode;
}
