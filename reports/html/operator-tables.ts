import { type AccuracyClass, accuracyClass, type CheckRecord } from '../record.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import type { ReportContext } from './context.ts';
import { findingLinks, propertyOf } from './context.ts';
import { type Content, element, type Markup } from './markup.ts';
import { grouped } from './numbers.ts';
import { worstLines } from './overview-matrix.ts';
import { columnHeads, subjectLabel, wideTable } from './table.ts';
import { kindsIn, verdictBadge } from './verdict-badge.ts';

/** Checks with one property and format; the cells of a row. */
function rowsOf(checks: readonly CheckRecord[]): Map<string, CheckRecord[]> {
  const rows = new Map<string, CheckRecord[]>();
  const order = [...new Set(checks.map((check) => check.check))];
  for (const name of order) {
    for (const check of checks.filter((each) => each.check === name)) {
      const key = JSON.stringify([check.check, check.format]);
      rows.set(key, [...(rows.get(key) ?? []), check]);
    }
  }
  return rows;
}

/** `rounded 66,909, absolute 1,299`. */
export function classCounts({ classes }: CheckRecord): string {
  return accuracyClass.options
    .filter((name: AccuracyClass) => (classes[name] ?? 0) > 0)
    .map((name) => `${name} ${grouped(classes[name] ?? 0)}`)
    .join(', ');
}

function checkCell(context: ReportContext, checks: readonly CheckRecord[]): Content {
  if (checks.length === 0) return element('span', { class: 'hidden' }, 'not asked');
  return checks.map((check) => {
    const sentence = verdictSentence(check.verdict);
    const { kind } = check.verdict;
    return element(
      'div',
      { class: 'result' },
      verdictBadge(kind),
      check.origin === 'composed' ? element('span', { class: 'share' }, ' composed') : undefined,
      check.findings.length > 0 ? findingLinks(context, check.findings).map((link) => [' ', link]) : undefined,
      kind === 'pass' || kind === 'fail' ? undefined : element('small', {}, sentence),
      check.judged > 0
        ? element(
            'small',
            {},
            `${grouped(check.judged)} values: ${classCounts(check)}${check.undecided > 0 ? `; ${check.undecided} undecided` : ''}`,
          )
        : undefined,
      worstLines([check]),
    );
  });
}

/** Every check of one operator: property and format down, subjects across. */
export function checkTable(context: ReportContext, page: string, checks: readonly CheckRecord[]): Markup {
  const subjects = context.results.subjects.filter((subject) => checks.some((check) => check.subject === subject));
  const rows = [...rowsOf(checks).values()].map((row) =>
    element(
      'tr',
      { 'data-v': kindsIn(row), id: context.anchors.of('check', `${page} ${row[0]!.check} ${row[0]!.format}`) },
      element('th', { scope: 'row' }, propertyOf(row[0]!), element('small', {}, row[0]!.format)),
      subjects.map((subject) =>
        element(
          'td',
          {},
          checkCell(
            context,
            row.filter((check) => check.subject === subject),
          ),
        ),
      ),
    ),
  );
  const head = columnHeads(['Check', ...subjects.map((subject) => subjectLabel(context, subject))]);
  return wideTable(`Checks of ${page}`, head, element('tbody', {}, rows));
}
