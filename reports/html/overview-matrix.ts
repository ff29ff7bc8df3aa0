import { describeScore, describeUlp } from '../describe-example.ts';
import type { CheckRecord } from '../record.ts';
import { standing } from '../tally.ts';
import type { ReportContext } from './context.ts';
import { pagesOf, titleOf } from './context.ts';
import { type Content, element, type Markup } from './markup.ts';
import { columnHeads, subjectLabel, wideTable } from './table.ts';
import { gravest, kindsIn, verdictBadge } from './verdict-badge.ts';

/** The largest error, and the largest K that was needed, among checks; an error without size is the largest of all. */
export function worstLines(checks: readonly CheckRecord[]): Markup[] {
  const examples = checks.flatMap(({ worst }) => (worst ? [worst] : []));
  if (examples.length === 0) return [];
  const size = (ulp: number | null): number => (ulp === null ? Number.POSITIVE_INFINITY : Math.abs(ulp));
  const largest = examples.reduce((a, b) => (size(b.ulp) > size(a.ulp) ? b : a));
  const scores = examples.flatMap(({ score }) => (score === null ? [] : [score]));
  const score = scores.length === 0 ? undefined : describeScore(Math.max(...scores));
  const error = largest.ulp === null ? 'not finite' : describeUlp(Math.abs(largest.ulp)).replace(/^\+/, '');
  return [`worst ${error}`, score].filter((line) => line !== undefined).map((line) => element('small', {}, line));
}

function cell({ profile }: ReportContext, checks: readonly CheckRecord[]): Content {
  const kind = gravest(checks);
  if (kind === undefined) return element('small', {}, 'not asked');
  const judged = checks.filter(({ verdict }) => standing(verdict, profile) !== 'not-judged');
  const passed = judged.filter(({ verdict }) => standing(verdict, profile) === 'passed');
  const composed = checks.length > 0 && checks.every((check) => check.origin === 'composed');
  return [
    verdictBadge(kind),
    judged.length > 0 ? element('span', { class: 'share' }, ` ${passed.length} of ${judged.length}`) : undefined,
    composed ? element('span', { class: 'share' }, ' composed') : undefined,
    worstLines(judged),
  ];
}

/** Operator x subject: the gravest verdict, how many checks passed, the worst error. */
export function overviewMatrix(context: ReportContext): Markup | undefined {
  const { subjects } = context.results;
  const pages = pagesOf(context);
  if (pages.size === 0) return undefined;
  const head = columnHeads(['Operator', ...subjects.map((subject) => subjectLabel(context, subject))]);
  const rows = [...pages].map(([page, checks]) =>
    element(
      'tr',
      { 'data-v': kindsIn(checks) },
      element(
        'th',
        { scope: 'row' },
        element('a', { href: `#${context.anchors.of('operator', page)}` }, titleOf(context, page)),
        element('small', {}, page),
      ),
      subjects.map((subject) =>
        element(
          'td',
          {},
          cell(
            context,
            checks.filter((check) => check.subject === subject),
          ),
        ),
      ),
    ),
  );
  return wideTable('The gravest verdict of each operator', head, element('tbody', {}, rows));
}
