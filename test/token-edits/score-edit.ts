import type { FormatName } from '../../reference/formats/format.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import type { Page } from '../../spec/language/page.ts';
import { checksOf } from '../../suites/checks/registry.ts';
import { buildModel, type Model } from '../../suites/stateful/model.ts';
import { judgeSubjects } from '../harness/judge-subject.ts';
import type { Edit } from './edits.ts';
import { formulaSubject } from './formula-subject.ts';
import { sameFunction } from './same-function.ts';
import { conformsEverywhere } from './separation.ts';
import { conformsInEveryRun } from './step-separation.ts';
import { stepSubject } from './step-subject.ts';

/**
 * - `equal`: the normal forms are the same, so the judge must pass it.
 * - `named`: the name given means the same function as the edit; for a step, the same in every run from the start, since
 *   two steps may differ only at states that neither reaches, and for a schedule the same at whole steps.
 * - `class of equals`: several names are given as indistinguishable, and one of them means the same function.
 * - `caught`: not passed, and no name given.
 * - `not separable`: passed, and no input of a dense independent sample is outside the accepted classes.
 * - `missed`: passed although the sample holds a value outside them. `named wrong`: no name means the same function.
 */
export type EditOutcome = 'equal' | 'named' | 'class of equals' | 'caught' | 'not separable' | 'missed' | 'named wrong';

export const EDIT_OUTCOMES: readonly EditOutcome[] = [
  'equal',
  'named',
  'class of equals',
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

/** What a page computes under patches, by key, with everything of one step put into another. */
function formulasOf(
  page: Page,
  patches: readonly string[],
): Model['modes'] extends ReadonlyMap<string, infer M> ? M : never {
  return buildModel(page, patches, 'definition').modes.values().next().value!;
}

type Formulas = ReturnType<typeof formulasOf>['open'];

/** By normal forms, and where those cannot tell, as numbers. */
function same(page: Page, a: Formulas, b: Formulas, byNumbers: boolean): boolean {
  return [...a].every(([key, formula]) => {
    const other = b.get(key);
    if (!other) return false;
    return (
      formula === other ||
      sameNormalForm(formula, other) === 'equal' ||
      (byNumbers && sameFunction(page, formula, other))
    );
  });
}

/** The check of a page that compares its values: the first one of each kind. */
const valueCheck = (page: Page): string => checksOf(page)[0]!.id;

/** Judges the function that an edit leaves as an implementation of the page, and says whether the answer is right. */
export async function scoreEdit(page: Page, edited: Page, edit: Edit, format: FormatName): Promise<ScoredEdit> {
  const { open } = formulasOf(edited, [edit.id]);
  const equal = same(page, open, formulasOf(page, []).open, false);
  const stateful = page.kind === 'stateful';
  const adapter = stateful
    ? stepSubject(page, buildModel(edited, [edit.id], 'definition'), format)
    : formulaSubject(page, open, format);
  const effort = { checks: valueCheck(page), formats: [format], runs: 10 };
  const { checks, findings } = await judgeSubjects([adapter], effort);
  const { verdict } = checks[0]!;
  const scored = (outcome: EditOutcome, detail = ''): ScoredEdit => ({ page: page.id, edit, outcome, detail });
  if (verdict.kind === 'pass') {
    if (equal) return scored('equal');
    const { conforms, ulp } = stateful
      ? await conformsInEveryRun(page, adapter, format)
      : await conformsEverywhere(page, adapter, format);
    return scored(conforms ? 'not separable' : 'missed', `${ulp.toPrecision(3)} ulp apart`);
  }
  if (equal) return scored('named wrong', `equal, yet ${verdict.kind}`);
  const means = async (names: readonly string[]): Promise<boolean> => {
    if (same(page, open, formulasOf(page, names).open, true)) return true;
    if (stateful) return (await conformsInEveryRun(page, adapter, format, names)).conforms;
    return page.kind === 'schedule' && (await conformsEverywhere(page, adapter, format, names)).conforms;
  };
  const names =
    verdict.kind === 'mistake' ? verdict.names : verdict.kind === 'variant' ? verdict.name.split(' + ') : [];
  if (names.length > 0) return scored((await means(names)) ? 'named' : 'named wrong', names.join(' + '));
  const { diagnosis } = findings[0] ?? {};
  const several = diagnosis?.kind === 'not-separated' || diagnosis?.kind === 'equal' ? diagnosis.hypotheses : [];
  if (several.length > 0) {
    const all = several.map((one) => one.join(' + ')).join(' or ');
    for (const one of several) if (await means(one)) return scored('class of equals', all);
    // What is said not to be separated is no name: it says what else would give all that was seen.
    return diagnosis?.kind === 'equal' ? scored('named wrong', all) : scored('caught', `not separated from ${all}`);
  }
  return scored('caught', diagnosis?.says ?? verdict.kind);
}
