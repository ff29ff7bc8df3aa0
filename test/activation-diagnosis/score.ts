import { readFileSync } from 'node:fs';
import type { Adapter } from '../../adapters/contract.ts';
import { readableFormula } from '../../reports/readable-formula.ts';
import type { CheckRecord, Diagnosis, FindingRecord } from '../../reports/record.ts';
import { type JudgingEffort, judgeSubjects } from '../harness/judge-subject.ts';
import { CALLED, isSlip } from './called.ts';

/** A wrong activation with the answer that was written down without a look at any page. */
export interface PlantedActivation {
  readonly file: string;
  readonly page: string;
  readonly format: readonly string[];
  /** The check that must fail: `value`, `derivative` or `special`. */
  readonly check: string;
  readonly expected:
    | { readonly kind: 'named'; readonly mistake: string; readonly suggestedId: string | readonly string[] }
    | { readonly kind: 'unstable' }
    | { readonly kind: 'unnamed' }
    | { readonly kind: 'behaviour' };
  readonly wrong: string;
}

export type Outcome =
  | 'equal mathematics'
  | 'named right'
  | 'class of equals'
  | 'caught without a name'
  | 'not separable'
  | 'missed'
  | 'named wrong';

export const OUTCOMES: readonly Outcome[] = [
  'equal mathematics',
  'named right',
  'class of equals',
  'caught without a name',
  'not separable',
  'missed',
  'named wrong',
];

/** The answer as Assay gave it, for people, and what it comes to. */
interface Answer {
  readonly outcome: Outcome;
  readonly answer: string;
}

export type ScoredActivation = Answer & { readonly planted: PlantedActivation };

export const nameOf = ({ file }: PlantedActivation): string => file.replace(/^.*\//, '').replace(/\.ts$/, '');

export const plantedActivations = (): PlantedActivation[] =>
  JSON.parse(readFileSync(new URL('../subjects/expected-activations.json', import.meta.url), 'utf8'));

/** Judges one module, which it opens and closes, and compares the answer with what was written down. */
export async function scoreActivation(
  planted: PlantedActivation,
  open: (file: string) => Promise<Adapter>,
  effort: JudgingEffort = {},
): Promise<ScoredActivation> {
  const adapter = await open(planted.file);
  // Whether one call disturbs another is only seen where others are made: a behaviour meets every check.
  const only = planted.expected.kind === 'behaviour' ? {} : { checks: `${planted.page}/${planted.check}` };
  try {
    const { checks, findings } = await judgeSubjects([adapter], { ...effort, ...only });
    return { planted, ...compare(planted, checks, findings) };
  } finally {
    await adapter.close();
  }
}

export const normal = (hypothesis: readonly string[]): string => [...hypothesis].sort().join(' + ');

/** The ids under which the page may know the planted mistake: the suggested one, or those of the readable table. */
function rightNames(planted: PlantedActivation): readonly string[] {
  const called = CALLED[nameOf(planted)]?.ids ?? [];
  const { expected } = planted;
  const suggested = expected.kind === 'named' ? [normal([expected.suggestedId].flat())] : [];
  return [...suggested, ...called.map((one) => normal([one].flat()))];
}

export const isCaught = ({ verdict }: CheckRecord): boolean =>
  ['unstable', 'variant', 'mistake', 'fail', 'nondeterministic', 'error'].includes(verdict.kind);

/** What the failing check says; where it says nothing (special values have no diagnosis), that it failed. */
function compare(
  planted: PlantedActivation,
  checks: readonly CheckRecord[],
  findings: readonly FindingRecord[],
): Answer {
  const check = checks.find(({ check: id }) => id === `${planted.page}/${planted.check}`);
  if (!check || !isCaught(check)) return { outcome: 'missed', answer: check ? check.verdict.kind : 'not judged' };
  const own = findings.filter((finding) => finding.check === check.check);
  const names = rightNames(planted);
  if (planted.expected.kind === 'unstable') return compareUnstable(check, own);
  if (check.verdict.kind === 'variant') {
    const { name } = check.verdict;
    return { outcome: names.includes(name) ? 'named right' : 'named wrong', answer: `variant ${name}` };
  }
  // Of several outputs or inputs, those that got a name speak first.
  const diagnosis = own.flatMap((finding) => finding.diagnosis ?? []).sort((a, b) => RANK[a.kind] - RANK[b.kind])[0];
  if (!diagnosis) {
    const right = planted.expected.kind === 'behaviour' && check.verdict.kind === 'nondeterministic';
    return { outcome: right ? 'named right' : 'caught without a name', answer: check.verdict.kind };
  }
  return compareDiagnosis(planted, names, diagnosis);
}

export const RANK = { named: 0, equal: 1, behaviour: 2, 'not-separated': 3, unnamed: 4 } as const;

function compareDiagnosis(planted: PlantedActivation, names: readonly string[], diagnosis: Diagnosis): Answer {
  const given = diagnosis.hypotheses.map(normal);
  switch (diagnosis.kind) {
    case 'unnamed':
      return { outcome: 'caught without a name', answer: 'no name fits' };
    case 'behaviour': {
      const right = planted.expected.kind === 'behaviour';
      return { outcome: right ? 'named right' : 'named wrong', answer: diagnosis.says ?? 'a behaviour' };
    }
    case 'named':
    case 'equal':
    case 'not-separated': {
      const formula = given.some(isSlip) ? diagnosis.subject.map(readableFormula)[0] : undefined;
      const answer = given.join(' or ') + (formula === undefined ? '' : `: ${formula}`);
      // A slip is one kind of many: it is only right with the right formula.
      const right = given.some((one) => names.includes(one)) && (!formula || formula === computes(planted));
      return { outcome: right ? RIGHT[diagnosis.kind] : 'named wrong', answer };
    }
  }
}

export const RIGHT = { named: 'named right', equal: 'class of equals', 'not-separated': 'not separable' } as const;

const computes = (planted: PlantedActivation): string | undefined => CALLED[nameOf(planted)]?.computes;

/** A naive form of the right formula: no mistake may be named, and the algorithm should be recognised. */
function compareUnstable({ verdict }: CheckRecord, findings: readonly FindingRecord[]): Answer {
  if (verdict.kind === 'mistake' || verdict.kind === 'variant') return { outcome: 'named wrong', answer: verdict.kind };
  const algorithm = verdict.kind === 'unstable' ? verdict.algorithm : undefined;
  const computed = findings.flatMap((finding) => finding.computedAs ?? []).map(({ id }) => id);
  const answer = `${verdict.kind}: ${algorithm ?? (computed.join(' or ') || 'no algorithm recognised')}`;
  return { outcome: algorithm || computed.length > 0 ? 'equal mathematics' : 'caught without a name', answer };
}

export const countsOf = (scored: readonly { readonly outcome: Outcome }[]): string =>
  OUTCOMES.map((outcome) => `${outcome}: ${scored.filter((one) => one.outcome === outcome).length}`).join(', ');

/** The table as text: a row for each module, then the counts. */
export function activationTable(scored: readonly ScoredActivation[]): string {
  const rows = scored.map(({ planted, outcome, answer }) => [
    nameOf(planted),
    planted.page.replace(/^.*\//, ''),
    planted.check,
    outcome,
    answer,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n\n${countsOf(scored)}\n`;
}
