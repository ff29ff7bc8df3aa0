import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlReport } from '../reports/html/html-report.ts';
import { junitReport } from '../reports/junit.ts';
import { markdownReport } from '../reports/markdown.ts';
import { openResultWriter, type ResultWriter } from '../reports/ndjson.ts';
import type { ResultRecord } from '../reports/record.ts';
import { CommandError } from './command-error.ts';

/** Where a run writes to unless told otherwise. */
export const DEFAULT_REPORT_FOLDER = './conformance-report';

/** The full report, in each form, by its name within the folder. */
const REPORTS = { 'report.md': markdownReport, 'report.html': htmlReport, 'junit.xml': junitReport } as const;

/** Takes the records of a run as they come and writes the reports at its end. */
export interface ReportFolder {
  readonly folder: string;
  write(record: ResultRecord): void;
  finish(records: readonly ResultRecord[]): void;
  /** Why nothing more could be written: a full disk, a folder that vanished; absent while all is well. */
  readonly failure: string | undefined;
}

const isFileSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;

/**
 * Opens the folder before anything is judged, so that a folder that cannot be written to costs no time.
 *
 * A failure later does not end the run: what was found is still printed, and `failure` tells why it was not kept.
 *
 * @throws CommandError where the folder cannot be written to
 */
export function openReportFolder(folder: string): ReportFolder {
  let writer: ResultWriter;
  try {
    writer = openResultWriter(folder);
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    throw new CommandError(
      `cannot write the report to ${folder}: ${error.message}. Nothing was judged; name another folder with --report.`,
    );
  }
  let failure: string | undefined;
  const attempt = (action: () => void): void => {
    if (failure !== undefined) return;
    try {
      action();
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      failure = error.message;
    }
  };
  return {
    folder,
    write: (record) => attempt(() => writer.write(record)),
    finish: (records) =>
      attempt(() => {
        writer.close();
        for (const [file, report] of Object.entries(REPORTS)) writeFileSync(join(folder, file), report(records));
      }),
    get failure() {
      return failure;
    },
  };
}
