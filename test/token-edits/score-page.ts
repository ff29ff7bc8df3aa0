import type { FormatName } from '../../reference/formats/format.ts';
import type { Page } from '../../spec/language/page.ts';
import { builtinPages } from '../harness/judge-subject.ts';
import { editedPage } from './edited-page.ts';
import { type ScoredEdit, scoreEdit } from './score-edit.ts';

/** The pages that define a function: scalars, tensors and schedules. */
export const statelessPages = (): Page[] => [...builtinPages().values()].filter(({ kind }) => kind !== 'stateful');

/** The pages that define a step of elements, each on its own; not those that treat whole tensors in several modes. */
export const stepPages = (): Page[] =>
  [...builtinPages().values()].filter(({ kind, modes }) => kind === 'stateful' && modes.length === 1);

/** Scores the edits of a page, from `offset` on one in `stride`. */
export async function scorePage(
  page: Page,
  format: FormatName,
  stride = 1,
  offset = 0,
): Promise<{ scored: ScoredEdit[]; unreadable: number }> {
  const { page: edited, edits, unreadable } = editedPage(page);
  const scored: ScoredEdit[] = [];
  for (const [i, edit] of edits.entries()) {
    if (i % stride !== offset % stride) continue;
    scored.push(await scoreEdit(page, edited, edit, format));
  }
  return { scored, unreadable };
}
