import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Adapter, FormatName, PageInterface } from '../../adapters/contract.ts';
import { openSubject } from '../../adapters/registry.ts';
import {
  type CheckRecord,
  type FindingRecord,
  type FooterRecord,
  type ResultRecord,
  record as recordSchema,
} from '../../reports/record.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Page } from '../../spec/language/page.ts';
import { judge } from '../../suites/engine.ts';
import { pageInterface } from '../../suites/page-interface.ts';

/** One entry of `test/subjects/*.json`, as far as every list has it. */
export interface SubjectEntry {
  readonly file: string;
  readonly page: string;
  readonly format: FormatName | readonly FormatName[];
}

export interface Judged {
  readonly checks: readonly CheckRecord[];
  readonly findings: readonly FindingRecord[];
  readonly footer: FooterRecord;
}

export interface JudgingEffort {
  readonly seed?: number;
  readonly checks?: string;
  readonly formats?: readonly FormatName[];
  readonly runs?: number;
  readonly sweep?: boolean;
}

let loaded: ReadonlyMap<string, Page> | undefined;

/** The pages of the package, read once a process. */
export function builtinPages(): ReadonlyMap<string, Page> {
  loaded ??= loadPages([builtinPagesFolder()]).pages;
  return loaded;
}

/** The entries of a list of planted subjects: `sound.json`, `classes.json`. */
export function subjectEntries<Entry extends SubjectEntry>(list: string): readonly Entry[] {
  return JSON.parse(readFileSync(new URL(`../subjects/${list}`, import.meta.url), 'utf8')) as Entry[];
}

/** Opens a planted subject as a user would, in a thread of its own; the caller closes it. */
export function openPlanted(file: string, deadline = 30_000): Promise<Adapter> {
  const pages: PageInterface[] = [...builtinPages().values()].map(pageInterface);
  return openSubject(fileURLToPath(new URL(`../subjects/${file}`, import.meta.url)), { deadline, pages });
}

/** All records of one run, sorted by type. @throws ZodError for a record that could not be written to a file */
export async function judgeSubjects(adapters: readonly Adapter[], effort: JudgingEffort = {}): Promise<Judged> {
  const { seed = 1, ...rest } = effort;
  const options = { adapters, unavailable: [], pages: builtinPages(), profile: 'standard', command: 'test' } as const;
  const records: ResultRecord[] = [];
  for await (const record of judge({ ...options, seed, ...rest })) {
    recordSchema.parse(record);
    records.push(record);
  }
  const footer = records.at(-1);
  if (footer?.type !== 'footer') throw new Error('the run ended without a footer');
  return {
    checks: records.filter((record) => record.type === 'check'),
    findings: records.filter((record) => record.type === 'finding'),
    footer,
  };
}

/** Checks that the subject could be asked: all but those it has no operator for. */
export const applicable = ({ checks }: Judged): CheckRecord[] =>
  checks.filter(({ verdict }) => verdict.kind !== 'unsupported');
