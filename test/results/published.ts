import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtinSubjects } from '../../cli/builtin-subjects.ts';
import { RESULTS_FILE } from '../../reports/ndjson.ts';
import { readResults } from '../../reports/ndjson-reader.ts';
import type { CheckRecord, HeaderRecord, ResultRecord } from '../../reports/record.ts';

/** Where the results of the built-in backends are kept, one folder each. */
export const PUBLISHED = fileURLToPath(new URL('../../reports/published/', import.meta.url));

/** Largest size in bytes of a published file: a reader's browser and a reviewer's diff have to bear it. */
export const LARGEST_FILE = 250_000;

export interface Published {
  readonly subject: string;
  readonly header: HeaderRecord;
  readonly checks: readonly CheckRecord[];
  readonly records: readonly ResultRecord[];
}

/** All optimizers of torch.optim as one subject; it is published where a Python with PyTorch was. */
const TORCH = './adapters/process/python/torch_optim.py';

/** Every subject whose results are published: what is built in, and PyTorch's optimizers. */
export const publishedSubjects = (): readonly string[] => [...builtinSubjects(), TORCH];

/** Is it judged on all pages, or only on those that it claims? */
export const coversEveryPage = (subject: string): boolean => subject !== TORCH;

/** `tfjs:cpu` is published in `tfjs-cpu`: a colon is no part of a file name everywhere, and a path is none at all. */
export const folderName = (subject: string): string =>
  (subject.split('/').at(-1) ?? subject).replace(/\.py$/, '').replaceAll(/[:_]/g, '-');

/**
 * The records that are published: all of them, without the curves, tables and worst values of checks, which the report
 * beside them shows, and without the formulas of pages that the subject does not offer. That would be three quarters of
 * the file, and decides nothing; findings keep their counterexamples.
 */
export function compact(records: readonly ResultRecord[]): ResultRecord[] {
  const judged = new Set(
    records.flatMap((record) =>
      record.type === 'check' && record.verdict.kind !== 'unsupported' ? [record.page] : [],
    ),
  );
  return records.flatMap((record): ResultRecord[] => {
    if (record.type === 'page') return judged.has(record.id) ? [record] : [];
    if (record.type !== 'check') return [record];
    const { worst: _worst, profile: _profile, specials: _specials, bounds: _bounds, ...rest } = record;
    return [rest];
  });
}

/** @throws Error for a file with a line that is no record, or without a header or footer */
export function publishedOf(subject: string, text: string): Published {
  const { records, bad, truncated } = readResults(text);
  const header = records.find((record) => record.type === 'header');
  if (bad[0] !== undefined) throw new Error(`${folderName(subject)}/${RESULTS_FILE}:${bad[0].line}: ${bad[0].what}`);
  if (truncated || header === undefined) throw new Error(`${folderName(subject)}/${RESULTS_FILE} is not whole`);
  return { subject, header, records, checks: records.filter((record) => record.type === 'check') };
}

/** What is published now, in the order of the backends. */
export function readPublished(): Published[] {
  return publishedSubjects().flatMap((subject) => {
    const file = join(PUBLISHED, folderName(subject), RESULTS_FILE);
    return existsSync(file) ? [publishedOf(subject, readFileSync(file, 'utf8'))] : [];
  });
}
