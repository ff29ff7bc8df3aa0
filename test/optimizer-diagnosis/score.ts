import { readFileSync } from 'node:fs';
import type { Adapter } from '../../adapters/contract.ts';
import type { CheckRecord, Diagnosis, FindingRecord } from '../../reports/record.ts';
import { isCaught, normal, type Outcome, RANK, RIGHT } from '../activation-diagnosis/score.ts';
import { type JudgingEffort, judgeSubjects } from '../harness/judge-subject.ts';
import { BEHAVIOURS, CALLED } from './called.ts';

/** A wrong optimizer, schedule or gradient rule with the answer that was written down without a look at its page. */
export interface PlantedRule {
  readonly file: string;
  readonly claims: string;
  readonly format: readonly string[];
  readonly expected:
    | { readonly kind: 'named'; readonly suggestedId: string }
    | { readonly kind: 'named'; readonly hypothesis: readonly string[] }
    | { readonly kind: 'unnamed' }
    | { readonly kind: 'behaviour'; readonly says: string };
  readonly wrong: string;
}

export interface ScoredRule {
  readonly planted: PlantedRule;
  readonly outcome: Outcome;
  /** The answer as Assay gave it. */
  readonly answer: string;
  /** The first equation that breaks, with the step and the element. */
  readonly where: string;
}

export const isPython = ({ file }: PlantedRule): boolean => file.endsWith('.py');

/** `rmsprop/divides_first`: unique in the list, and the key of the table of names. */
export const nameOf = ({ file }: PlantedRule): string =>
  file.replace(/^wrong\/(optimizer\/)?/, '').replace(/\.(ts|py)$/, '');

export const plantedRules = (): PlantedRule[] =>
  JSON.parse(readFileSync(new URL('../subjects/expected-optimizers.json', import.meta.url), 'utf8'));

/** Judges one module, which it opens and closes, and compares all that was said of it with what was written down. */
export async function scoreRule(
  planted: PlantedRule,
  open: (file: string) => Promise<Adapter>,
  effort: JudgingEffort = {},
): Promise<ScoredRule> {
  const adapter = await open(planted.file);
  try {
    const { checks, findings } = await judgeSubjects([adapter], effort);
    return { planted, ...compare(planted, checks, findings) };
  } finally {
    await adapter.close();
  }
}

/** The ids under which the page may know the planted mistake: the suggested one, and those of the readable table. */
function rightNames(planted: PlantedRule): readonly string[] {
  const { expected } = planted;
  const own =
    expected.kind !== 'named' ? [] : 'hypothesis' in expected ? [expected.hypothesis] : [[expected.suggestedId]];
  return [...own, ...(CALLED[nameOf(planted)]?.ids ?? []).map((ids) => [ids].flat())].map(normal);
}

type Said = Omit<ScoredRule, 'planted'>;

/**
 * Everything that was said counts: one wrong name among the checks is a wrong name, whatever the other checks found. Of
 * right answers the most precise is shown.
 */
function compare(planted: PlantedRule, checks: readonly CheckRecord[], findings: readonly FindingRecord[]): Said {
  const caught = checks.filter(isCaught);
  const error = caught.find(({ verdict }) => verdict.kind === 'error');
  if (error) return { outcome: 'missed', answer: `${error.check} ended with an error`, where: '' };
  if (caught.length === 0) return { outcome: 'missed', answer: checks.length > 0 ? 'passes' : 'not judged', where: '' };
  const names = rightNames(planted);
  const variants = caught.flatMap(({ verdict }) => (verdict.kind === 'variant' ? [verdict.name.split(' + ')] : []));
  const own = new Set(caught.map(({ check }) => check));
  const diagnosed = findings.filter(({ check, diagnosis }) => own.has(check) && diagnosis);
  const said: Said[] = [
    ...variants.map((ids): Said => {
      const outcome = names.includes(normal(ids)) ? 'named right' : 'named wrong';
      return { outcome, answer: `variant ${normal(ids)}`, where: '' };
    }),
    ...diagnosed
      .map(({ diagnosis }) => diagnosis!)
      .sort((a, b) => RANK[a.kind] - RANK[b.kind])
      .map((diagnosis) => ({ ...compareDiagnosis(planted, names, diagnosis), where: placeOf(diagnosis) })),
  ];
  const nothing: Said = { outcome: 'caught without a name', answer: caught[0]!.verdict.kind, where: '' };
  return said.find(({ outcome }) => outcome === 'named wrong') ?? said[0] ?? nothing;
}

function placeOf({ breaks }: Diagnosis): string {
  if (!breaks) return '';
  const step = breaks.step === undefined ? '' : ` at step ${breaks.step}`;
  return `${breaks.equation}${step}${breaks.element === undefined ? '' : `, element ${breaks.element}`}`;
}

function compareDiagnosis(
  planted: PlantedRule,
  names: readonly string[],
  { kind, hypotheses, says }: Diagnosis,
): Omit<Said, 'where'> {
  switch (kind) {
    case 'unnamed':
      return { outcome: 'caught without a name', answer: 'no name fits' };
    case 'behaviour': {
      const right = sentencesFor(planted).some((sentence) => sentence.test(says ?? ''));
      return { outcome: right ? 'named right' : 'named wrong', answer: says ?? 'a behaviour' };
    }
    case 'named':
    case 'equal':
    case 'not-separated': {
      const given = hypotheses.map(normal);
      const right = given.some((one) => names.includes(one));
      return { outcome: right ? RIGHT[kind] : 'named wrong', answer: given.join(' or ') };
    }
  }
}

/** What may be said in words: of a behaviour its own sentence, of other slips what the readable table allows. */
function sentencesFor(planted: PlantedRule): readonly RegExp[] {
  const own = planted.expected.kind === 'behaviour' ? BEHAVIOURS[planted.expected.says] : undefined;
  return [...(own ? [own] : []), ...(CALLED[nameOf(planted)]?.says ?? [])];
}
