import { type ReportContext, subjectNumber } from './context.ts';
import { type Content, element, type Markup } from './markup.ts';

/** A table in a box of its own, so that a wide one scrolls and the page does not. */
export function wideTable(label: string, ...rows: readonly Content[]): Markup {
  return element('div', { class: 'wide', role: 'group', tabindex: 0, 'aria-label': label }, element('table', {}, rows));
}

/** A subject as rows and columns are headed by it: its number in the report, and its name. */
export const subjectLabel = (context: ReportContext, subject: string): Content => [
  element('span', { class: 'number' }, subjectNumber(context, subject)),
  ' ',
  element('code', {}, subject),
];

/** The head of a table of one row. */
export const columnHeads = (heads: readonly Content[]): Markup =>
  element(
    'thead',
    {},
    element(
      'tr',
      {},
      heads.map((head) => element('th', { scope: 'col' }, head)),
    ),
  );
