import type {
  CheckRecord,
  FindingRecord,
  FooterRecord,
  HeaderRecord,
  PageRecord,
  ResultRecord,
  SubjectProvenance,
} from './record.ts';

/** The records of one run, sorted by what they are. What is missing from a truncated file is `undefined`. */
export interface Results {
  readonly header: HeaderRecord | undefined;
  readonly footer: FooterRecord | undefined;
  /** By page id. */
  readonly pages: ReadonlyMap<string, PageRecord>;
  /** In the order in which they were judged. */
  readonly checks: readonly CheckRecord[];
  readonly findings: readonly FindingRecord[];
  /** Every subject that a record speaks of, those of the header first. */
  readonly subjects: readonly string[];
  readonly provenance: ReadonlyMap<string, SubjectProvenance>;
}

/** The check that a finding belongs to; `undefined` where the run broke off before its record. */
export function checkOfFinding(checks: readonly CheckRecord[], finding: FindingRecord): CheckRecord | undefined {
  return checks.find(
    ({ subject, check, format }) => subject === finding.subject && check === finding.check && format === finding.format,
  );
}

/** Sorts records; their order within a kind is kept. */
export function collectResults(records: readonly ResultRecord[]): Results {
  let header: HeaderRecord | undefined;
  let footer: FooterRecord | undefined;
  const pages = new Map<string, PageRecord>();
  const checks: CheckRecord[] = [];
  const findings: FindingRecord[] = [];
  const subjects = new Set<string>();
  const provenance = new Map<string, SubjectProvenance>();
  for (const record of records) {
    switch (record.type) {
      case 'header':
        header ??= record;
        for (const subject of record.subjects) {
          subjects.add(subject.subject);
          provenance.set(subject.subject, subject);
        }
        break;
      case 'page':
        pages.set(record.id, record);
        break;
      case 'check':
        checks.push(record);
        subjects.add(record.subject);
        break;
      case 'finding':
        findings.push(record);
        subjects.add(record.subject);
        break;
      case 'footer':
        footer = record;
        break;
    }
  }
  return { header, footer, pages, checks, findings, subjects: [...subjects], provenance };
}
