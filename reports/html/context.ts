import type { CheckRecord } from '../record.ts';
import type { Results } from '../results.ts';
import { Anchors } from './anchors.ts';
import { element, type Markup } from './markup.ts';

/** What every section of one report needs to know of the others. */
export interface ReportContext {
  readonly results: Results;
  readonly anchors: Anchors;
  readonly profile: string;
  /** Places along the axis of a plot that may differ. */
  readonly resolution: number;
}

/** Characters that all lines of all plots may take together: half of the megabyte that a report should stay under. */
const LINES_TOGETHER = 450_000;
/** What one place of a line and of its strip takes at most. */
const PLACE = 9;
const FINEST = 200;

export function contextOf(results: Results): ReportContext {
  const lines = results.checks.filter((check) => check.profile).length;
  const resolution = Math.max(20, Math.min(FINEST, Math.floor(LINES_TOGETHER / PLACE / Math.max(1, lines))));
  return { results, anchors: new Anchors(), profile: results.header?.profile ?? 'standard', resolution };
}

/** Number of a subject from 1, as plots show it. */
export const subjectNumber = ({ results }: ReportContext, subject: string): number =>
  results.subjects.indexOf(subject) + 1;

/** `activation/gelu/value` without its page. */
export const propertyOf = ({ check, page }: Pick<CheckRecord, 'check' | 'page'>): string =>
  check.startsWith(`${page}/`) ? check.slice(page.length + 1) : check;

/** A link to each finding of a check, as small numbers; a run that was cut short may lack the finding itself. */
export function findingLinks({ anchors, results }: ReportContext, ids: readonly string[]): Markup[] {
  const known = ids.filter((id) => results.findings.some((finding) => finding.id === id));
  return known.map((id, i) =>
    element(
      'a',
      { href: `#${anchors.of('finding', id)}`, class: 'to-finding', 'aria-label': `finding ${id}` },
      known.length === 1 ? 'finding' : `finding ${i + 1}`,
    ),
  );
}

/** Checks that a page, or a check with no page of that name, has in the run. */
export function pagesOf({ results }: ReportContext): ReadonlyMap<string, readonly CheckRecord[]> {
  const pages = new Map<string, CheckRecord[]>();
  for (const check of results.checks) {
    const own = pages.get(check.page);
    if (own) own.push(check);
    else pages.set(check.page, [check]);
  }
  return pages;
}

/** Title of a page, or its id where no record tells it. */
export const titleOf = ({ results }: ReportContext, page: string): string => results.pages.get(page)?.title ?? page;
