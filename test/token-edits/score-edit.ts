import type { FormatName } from '../../reference/formats/format.ts';
import type { Expression } from '../../spec/language/expression.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import type { Page } from '../../spec/language/page.ts';
import { scalarKeys } from '../../suites/checks/scalar.ts';
import { buildModel } from '../../suites/stateful/model.ts';
import { judgeSubjects } from '../harness/judge-subject.ts';
import type { Edit } from './edits.ts';
import { formulaSubject } from './formula-subject.ts';
import { sameFunction } from './same-function.ts';
import { conformsEverywhere } from './separation.ts';

/**
 * - `equal`: the normal forms are the same, so the judge must pass it.
 * - `named`: the name given means the same function as the edit.
 * - `caught`: not passed, and no name given.
 * - `not separable`: passed, and no input of a dense independent sample is outside the accepted classes.
 * - `missed`: passed although the sample holds a value outside them. `named wrong`: the name means another function.
 */
export type EditOutcome = 'equal' | 'named' | 'caught' | 'not separable' | 'missed' | 'named wrong';

export const EDIT_OUTCOMES: readonly EditOutcome[] = [
  'equal',
  'named',
  'caught',
  'not separable',
  'missed',
  'named wrong',
];

export interface ScoredEdit {
  readonly page: string;
  readonly edit: Edit;
  readonly outcome: EditOutcome;
  /** The names given, or the largest distance in ulp where nothing separates the two. */
  readonly detail: string;
}

const formulaOf = (page: Page, patches: readonly string[]): Expression | undefined =>
  buildModel(page, patches, 'definition').modes.values().next().value?.open.get(scalarKeys(page).output);

/** Judges the function that an edit leaves as an implementation of the page, and says whether the answer is right. */
export async function scoreEdit(page: Page, edited: Page, edit: Edit, format: FormatName): Promise<ScoredEdit> {
  const { output } = scalarKeys(page);
  const formula = formulaOf(edited, [edit.id])!;
  const same = sameNormalForm(formula, formulaOf(page, [])!) === 'equal';
  const adapter = formulaSubject(page, output, formula, format);
  const { checks } = await judgeSubjects([adapter], { checks: `${page.id}/value`, formats: [format], runs: 10 });
  const { verdict } = checks[0]!;
  const scored = (outcome: EditOutcome, detail = ''): ScoredEdit => ({ page: page.id, edit, outcome, detail });
  if (verdict.kind === 'pass') {
    if (same) return scored('equal');
    const { conforms, ulp } = await conformsEverywhere(page, adapter, format);
    return scored(conforms ? 'not separable' : 'missed', `${ulp.toPrecision(3)} ulp apart`);
  }
  if (same) return scored('named wrong', `equal, yet ${verdict.kind}`);
  const names =
    verdict.kind === 'mistake' ? verdict.names : verdict.kind === 'variant' ? verdict.name.split(' + ') : [];
  if (names.length === 0) return scored('caught', verdict.kind);
  const named = formulaOf(page, names);
  // Where the normal form cannot tell, the two are compared as numbers.
  const right = named && (sameNormalForm(formula, named) === 'equal' || sameFunction(page, formula, named));
  return scored(right ? 'named' : 'named wrong', names.join(' + '));
}
