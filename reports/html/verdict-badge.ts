import { GLYPH_MEANINGS } from '../matrix.ts';
import type { CheckRecord } from '../record.ts';
import { standing, VERDICT_KINDS, type VerdictKind } from '../tally.ts';
import { element, type Markup } from './markup.ts';

/** A verdict as sign, word and colour: each of the three alone would do. The sign comes from the style sheet. */
export function verdictBadge(kind: VerdictKind, label: string = GLYPH_MEANINGS[kind]): Markup {
  return element('span', { class: `badge v-${kind}` }, label);
}

/** The kinds in these checks as the value of `data-v`, by which a reader filters. */
export function kindsIn(checks: readonly CheckRecord[]): string {
  const kinds = new Set(checks.map((check) => check.verdict.kind));
  return VERDICT_KINDS.filter((kind) => kinds.has(kind)).join(' ');
}

/** What was judged before what was not; among those the gravest kind. */
export function gravest(checks: readonly CheckRecord[]): VerdictKind | undefined {
  const judged = checks.filter(({ verdict }) => standing(verdict, 'standard') !== 'not-judged');
  const kinds = new Set((judged.length > 0 ? judged : checks).map((check) => check.verdict.kind));
  return VERDICT_KINDS.findLast((kind) => kinds.has(kind));
}
