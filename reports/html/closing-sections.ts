import { gateSentences } from '../gate-sentences.ts';
import { listUntested } from '../untested.ts';
import type { ReportContext } from './context.ts';
import { element, type Markup } from './markup.ts';
import { columnHeads, subjectLabel, wideTable } from './table.ts';
import { verdictBadge } from './verdict-badge.ts';

/** What a reader might believe was tested and was not, with the reason. */
export function untestedList({ results }: ReportContext): Markup | undefined {
  const entries = listUntested(results);
  if (entries.length === 0) return undefined;
  return element(
    'ul',
    { class: 'untested' },
    entries.map(({ subject, kind, reason, checks }) =>
      element(
        'li',
        {},
        verdictBadge(kind),
        ' ',
        element('code', {}, subject),
        ` ${reason}. `,
        checks.length === 0
          ? 'It concerns everything.'
          : element(
              'details',
              {},
              element('summary', {}, checks.length === 1 ? '1 check' : `${checks.length} checks`),
              element('p', {}, checks.join(', ')),
            ),
      ),
    ),
  );
}

/** How the run compares with what was expected of it; undefined where nothing was. */
export function expectationsList({ results }: ReportContext): Markup | undefined {
  const gate = results.footer?.gate;
  if (!gate) return undefined;
  return element(
    'ul',
    {},
    gateSentences(gate).map((sentence) => element('li', {}, sentence)),
  );
}

/** Which software answered: version, provider, flags. */
export function provenanceTable(context: ReportContext): Markup | undefined {
  const { subjects, provenance } = context.results;
  const rows = subjects.flatMap((subject) => {
    const from = provenance.get(subject);
    if (!from) return [];
    const details = Object.entries(from.details).map(([key, value]) =>
      element('li', {}, `${key}: `, element('code', {}, value)),
    );
    return [
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, subjectLabel(context, subject)),
        element('td', {}, from.unavailable === undefined ? `${from.name} ${from.version}` : 'could not be opened'),
        element('td', {}, from.scalarFormat),
        element(
          'td',
          {},
          from.claims.length > 0 ? from.claims.map((claim) => element('code', {}, `${claim} `)) : 'none',
        ),
        element('td', {}, details.length > 0 ? element('ul', {}, details) : 'none'),
      ),
    ];
  });
  if (rows.length === 0) return undefined;
  return wideTable(
    'Provenance of the subjects',
    columnHeads(['Subject', 'Version', 'Scalars in', 'Claims', 'Details']),
    element('tbody', {}, rows),
  );
}
