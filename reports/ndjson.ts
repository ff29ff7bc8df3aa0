import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ResultRecord, record as recordSchema } from './record.ts';

/** Name of the file of records within a report folder. */
export const RESULTS_FILE = 'results.ndjson';

/** Appends records to a file as they come. */
export interface ResultWriter {
  readonly file: string;
  /** @throws TypeError if the record does not fit the schema: a line that no reader accepts is never written */
  write(record: ResultRecord): void;
  close(): void;
}

/** One record as one line, with its line feed. */
export function recordLine(record: ResultRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/**
 * Creates a folder and those above it, one at a time: the recursive mkdir of Node 20 never returns for a folder that a
 * file system such as /proc refuses to hold.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(resolve(folder));
  if (parent !== resolve(folder)) makeFolder(parent);
  mkdirSync(folder);
}

/**
 * Opens `results.ndjson` in `folder`. The first record replaces those of an earlier run, so that a run that never
 * begins destroys nothing. Each record is handed to the operating system before `write` returns: findings survive a
 * crash of the run.
 *
 * @throws the file system's own error where the folder cannot be created or the file not be written
 */
export function openResultWriter(folder: string): ResultWriter {
  makeFolder(folder);
  const file = join(folder, RESULTS_FILE);
  const descriptor = openSync(file, 'a');
  let begun = false;
  return {
    file,
    write(record) {
      const parsed = recordSchema.safeParse(record);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new TypeError(
          `a ${record.type} record does not fit the schema at ${issue?.path.join('.')}: ${issue?.message}`,
        );
      }
      if (!begun) ftruncateSync(descriptor, 0);
      begun = true;
      writeSync(descriptor, recordLine(record));
    },
    close() {
      closeSync(descriptor);
    },
  };
}
