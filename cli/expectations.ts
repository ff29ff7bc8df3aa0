import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { FooterRecord, ResultRecord } from '../reports/record.ts';
import type { Profile } from '../suites/exit-code.ts';
import { type Expectation, readExpectations, writeExpectations } from '../suites/gate/expectation.ts';
import { acceptedExpectations, compareWithExpectations, gatedFooter } from '../suites/gate/gate.ts';
import { CommandError } from './command-error.ts';

/** Looked for in the current folder unless another file is named. */
export const EXPECTATIONS_FILE = './assay.expectations.json';

export interface GateOptions {
  /** Named by the user; absent: the usual file, if it is there. */
  readonly expectations?: string;
  /** Write what the run finds instead of only comparing with it. */
  readonly accept?: boolean;
  readonly profile: Profile;
}

/** Turns the footer of a run into one that was compared with what is expected. */
export type GateKeeper = (records: readonly ResultRecord[], footer: FooterRecord) => FooterRecord;

function read(file: string): readonly Expectation[] {
  try {
    return readExpectations(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `${file} cannot be read as expectations: ${why}. Nothing was judged; mend it, or delete it and run with --accept.`,
    );
  }
}

function write(file: string, expectations: readonly Expectation[]): void {
  try {
    writeFileSync(file, writeExpectations(expectations));
  } catch (error) {
    throw new CommandError(`the expectations could not be written: ${(error as Error).message}`);
  }
}

/**
 * The gate of a run: the file is read before anything is judged. Undefined where there is none to compare with and none
 * is to be written.
 *
 * @throws CommandError for a file that is named and missing, or that is no expectations file
 */
export function openGate({ expectations, accept = false, profile }: GateOptions): GateKeeper | undefined {
  const file = expectations ?? EXPECTATIONS_FILE;
  const there = existsSync(file);
  if (!there && !accept) {
    if (expectations === undefined) return undefined;
    throw new CommandError(`there is no file ${file}; a run with --accept --expectations ${file} writes it`);
  }
  const before = there ? read(file) : [];
  return (records, footer) => {
    const all = accept ? acceptedExpectations(records, profile, before) : before;
    if (accept) write(file, all);
    return gatedFooter(footer, compareWithExpectations(records, profile, file, all), records, profile);
  };
}
