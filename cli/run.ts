import type { FormatName } from '../reference/formats/format.ts';
import { builtinSubjects } from './builtin-subjects.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { openGate } from './expectations.ts';
import { conductJudging } from './judging.ts';
import { loadSpec } from './load-spec.ts';
import { openSubjects } from './open-subjects.ts';
import { DEFAULT_SEED } from './options.ts';
import { DEFAULT_REPORT_FOLDER, openReportFolder } from './report-folder.ts';
import { requireChecks } from './require-checks.ts';

export interface RunOptions {
  readonly checks?: string;
  readonly format?: readonly FormatName[];
  readonly seed?: number;
  readonly profile?: 'standard' | 'strict';
  readonly budget?: number;
  readonly pages?: string;
  readonly report?: string;
  readonly accept?: boolean;
  readonly expectations?: string;
}

/** `assay run`: judges the named subjects, or every built-in backend where none is named. */
export async function run(
  names: readonly string[],
  options: RunOptions,
  command: string,
  console: Console,
): Promise<ExitCode> {
  const pages = loadSpec(options.pages);
  if (options.checks !== undefined) requireChecks(pages, options.checks);
  const profile = options.profile ?? 'standard';
  const gate = openGate({
    profile,
    ...(options.accept !== undefined && { accept: options.accept }),
    ...(options.expectations !== undefined && { expectations: options.expectations }),
  });
  // The folder is tried first: opening it costs nothing, opening a backend takes seconds.
  const report = openReportFolder(options.report ?? DEFAULT_REPORT_FOLDER);
  const subjects = await openSubjects(names.length > 0 ? names : builtinSubjects(), pages);
  const { exitCode } = await conductJudging(
    {
      subjects,
      pages,
      ...(options.pages !== undefined && { pagesFolder: options.pages }),
      report,
      command,
      seed: options.seed ?? DEFAULT_SEED,
      profile,
      ...(gate && { gate }),
      ...(options.checks !== undefined && { checks: options.checks }),
      ...(options.format !== undefined && { formats: options.format }),
      ...(options.budget !== undefined && { budget: options.budget }),
    },
    console,
  );
  // A subject asked for by name and not judged is never a success, whatever the others did.
  const missing = names.length > 0 && subjects.unavailable.length > 0;
  return exitCode === EXIT.conforms && missing ? EXIT.unavailable : exitCode;
}
