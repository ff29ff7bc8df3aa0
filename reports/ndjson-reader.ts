import { type ResultRecord, record as recordSchema } from './record.ts';

export interface BadLine {
  /** 1-based. */
  readonly line: number;
  readonly what: string;
}

export interface ReadResults {
  readonly records: readonly ResultRecord[];
  readonly bad: readonly BadLine[];
  /** The footer is missing: the run that wrote the file did not come to its end. */
  readonly truncated: boolean;
}

function describeIssue(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): string {
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`;
  return `not a result record${where}: ${issue?.message ?? 'unknown form'}`;
}

/** Reads the text of a `results.ndjson`. Good lines are kept whatever the others hold; empty lines are ignored. */
export function readResults(text: string): ReadResults {
  const records: ResultRecord[] = [];
  const bad: BadLine[] = [];
  for (const [at, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(content);
    } catch {
      bad.push({ line: at + 1, what: 'not JSON (was the run interrupted while it wrote this line?)' });
      continue;
    }
    const parsed = recordSchema.safeParse(value);
    if (parsed.success) records.push(parsed.data);
    else bad.push({ line: at + 1, what: describeIssue(parsed.error.issues[0]) });
  }
  return { records, bad, truncated: !records.some((record) => record.type === 'footer') };
}
