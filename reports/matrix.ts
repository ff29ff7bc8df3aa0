import type { CheckRecord, Verdict } from './record.ts';
import { VERDICT_KINDS, type VerdictKind } from './tally.ts';

export interface Cell {
  readonly kind: VerdictKind;
  /** A graph that Assay built: it does not count for the subject's own operator. */
  readonly composed: boolean;
}

/** One check in one format over all subjects; `undefined` where the subject was not asked. */
export interface MatrixRow {
  readonly page: string;
  /** The check without its page: `value` of `activation/gelu/value`. */
  readonly property: string;
  readonly format: CheckRecord['format'];
  readonly cells: readonly (Cell | undefined)[];
}

/** One sign a verdict, told apart by shape, so that they work without colour. */
export const GLYPHS: Readonly<Record<VerdictKind, string>> = {
  pass: '✓',
  variant: 'v',
  unstable: '~',
  mistake: 'M',
  fail: '✗',
  nondeterministic: 'N',
  error: '!',
  inconclusive: '?',
  unsupported: '-',
  unavailable: '.',
};

export const GLYPH_MEANINGS: Readonly<Record<VerdictKind, string>> = {
  pass: 'passes',
  variant: 'accepted variant',
  unstable: 'unstable',
  mistake: 'known mistake',
  fail: 'fails',
  nondeterministic: 'nondeterministic',
  error: 'error',
  inconclusive: 'inconclusive',
  unsupported: 'not supported',
  unavailable: 'not available',
};

const severity = (verdict: Verdict): number => VERDICT_KINDS.indexOf(verdict.kind);

/** Verdicts that say that nothing was judged: beside a judged one in the same cell they add nothing. */
const isJudged = ({ verdict }: CheckRecord): boolean =>
  verdict.kind !== 'unsupported' && verdict.kind !== 'unavailable';

function worstOf(checks: readonly CheckRecord[]): Cell | undefined {
  const judged = checks.filter(isJudged);
  let worst: CheckRecord | undefined;
  for (const check of judged.length > 0 ? judged : checks) {
    if (worst === undefined || severity(check.verdict) > severity(worst.verdict)) worst = check;
  }
  return worst && { kind: worst.verdict.kind, composed: worst.origin === 'composed' };
}

function propertyOf(check: string, page: string): string {
  return check.startsWith(`${page}/`) ? check.slice(page.length + 1) : check;
}

/** Check x subject: rows of a page stand together, and those of one property with it; else in the order of judging. */
export function buildMatrix(checks: readonly CheckRecord[], subjects: readonly string[]): MatrixRow[] {
  const rows = new Map<string, CheckRecord[]>();
  for (const check of checks) {
    const key = JSON.stringify([check.page, check.check, check.format]);
    const row = rows.get(key);
    if (row) row.push(check);
    else rows.set(key, [check]);
  }
  const byPage = new Map<string, Map<string, MatrixRow[]>>();
  for (const row of rows.values()) {
    const { page, check, format } = row[0]!;
    const property = propertyOf(check, page);
    const cells = subjects.map((subject) => worstOf(row.filter((each) => each.subject === subject)));
    const properties = byPage.get(page) ?? new Map<string, MatrixRow[]>();
    byPage.set(page, properties);
    properties.set(property, [...(properties.get(property) ?? []), { page, property, format, cells }]);
  }
  return [...byPage.values()].flatMap((properties) => [...properties.values()].flat());
}
