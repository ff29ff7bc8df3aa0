import { EDIT_OUTCOMES, type ScoredEdit } from './score-edit.ts';

/** The answers as text: counts by page, then every edit that was not simply caught. */
export function editTable(scored: readonly ScoredEdit[], unreadable: number): string {
  const pages = [...new Set(scored.map(({ page }) => page))];
  const counts = (of: readonly ScoredEdit[]): number[] =>
    EDIT_OUTCOMES.map((outcome) => of.filter((one) => one.outcome === outcome).length);
  const row = (name: string, cells: readonly (string | number)[]): string => `| ${name} | ${cells.join(' | ')} |`;
  const lines = [
    row('page', EDIT_OUTCOMES),
    row(
      '---',
      EDIT_OUTCOMES.map(() => '---:'),
    ),
    ...pages.map((page) => row(page, counts(scored.filter((one) => one.page === page)))),
    row('all', counts(scored)),
    '',
    `${scored.length} edits; ${unreadable} further ones are no formulas any more.`,
    '',
    ...scored
      .filter(({ outcome }) => outcome !== 'caught' && outcome !== 'named')
      .map(({ page, edit, outcome, detail }) => `- ${page}, ${edit.what}: ${outcome}${detail ? ` (${detail})` : ''}`),
  ];
  return `${lines.join('\n')}\n`;
}
