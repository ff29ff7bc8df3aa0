import { readFileSync } from 'node:fs';
import type { Adapter } from '../../adapters/contract.ts';
import type { CheckRecord, Diagnosis, FindingRecord } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { judge } from '../../suites/engine.ts';

/** One planted module with the answer that was committed before the pages had any known mistake. */
export interface Planted {
  readonly file: string;
  readonly claims: string;
  readonly format: readonly ('float32' | 'float64')[];
  readonly expected:
    | { readonly kind: 'named'; readonly hypothesis: readonly string[] }
    | { readonly kind: 'equal'; readonly hypotheses: readonly (readonly string[])[] }
    | { readonly kind: 'unnamed'; readonly breaks: string }
    | { readonly kind: 'behaviour'; readonly says: string };
  readonly verdict?: 'unstable';
  readonly wrong: string;
}

export type Outcome = 'named right' | 'class of equals' | 'caught without a name' | 'named wrong' | 'missed';

export interface Scored {
  readonly planted: Planted;
  readonly outcome: Outcome;
  /** The answer as Assay gave it. */
  readonly answer: string;
  /** The equation that breaks, the step and the element. */
  readonly where: string;
}

export const plantedModules = (): Planted[] =>
  JSON.parse(readFileSync(new URL('../subjects/expected.json', import.meta.url), 'utf8')) as Planted[];

/**
 * A fixed epsilon of 1e-8 is the published default taken for the argument: pages generate a patch for every published
 * default, and that is its name.
 */
const SAME_ANSWER: Readonly<Record<string, string>> = { 'default-epsilon-paper': 'epsilon-fixed' };

const normal = (hypothesis: readonly string[]): string =>
  hypothesis
    .map((id) => SAME_ANSWER[id] ?? id)
    .sort()
    .join(' + ');

/** Judges one module, which it opens and closes, and compares the diagnosis with the committed answer. */
export async function scorePlanted(
  planted: Planted,
  pages: ReadonlyMap<string, Page>,
  open: (file: string) => Promise<Adapter>,
): Promise<Scored> {
  const adapter = await open(planted.file);
  const findings: FindingRecord[] = [];
  const checks: CheckRecord[] = [];
  try {
    const records = judge({
      adapters: [adapter],
      unavailable: [],
      pages,
      seed: 1,
      profile: 'standard',
      command: 'diagnosis',
    });
    for await (const record of records) {
      if (record.type === 'finding') findings.push(record);
      if (record.type === 'check') checks.push(record);
    }
  } finally {
    await adapter.close();
  }
  return { planted, ...compare(planted, checks, findings) };
}

/** A finding with its diagnosis, the one with a name first. */
function answerOf(findings: readonly FindingRecord[]): { finding: FindingRecord; diagnosis: Diagnosis } | undefined {
  const rank = { named: 0, equal: 1, behaviour: 2, 'not-separated': 3, unnamed: 4 };
  return findings
    .flatMap((finding) => (finding.diagnosis ? [{ finding, diagnosis: finding.diagnosis }] : []))
    .sort((a, b) => rank[a.diagnosis.kind] - rank[b.diagnosis.kind])[0];
}

function compare(
  planted: Planted,
  checks: readonly CheckRecord[],
  findings: readonly FindingRecord[],
): Omit<Scored, 'planted'> {
  const { expected } = planted;
  if (planted.verdict === 'unstable') return compareUnstable(checks);
  const bad = findings.filter(({ verdict }) => ['fail', 'mistake', 'nondeterministic', 'error'].includes(verdict.kind));
  const variants = checks.filter(({ verdict }) => verdict.kind === 'variant');
  const answer = answerOf(bad);
  if (bad.length === 0 && variants.length === 0) return { outcome: 'missed', answer: 'passes', where: '' };
  if (!answer) {
    const named = variants.flatMap(({ verdict }) => (verdict.kind === 'variant' ? [verdict.name.split(' + ')] : []))[0];
    if (named && expected.kind === 'named') {
      const right = normal(named) === normal(expected.hypothesis);
      return { outcome: right ? 'named right' : 'named wrong', answer: `variant ${normal(named)}`, where: '' };
    }
    return {
      outcome: named ? 'named wrong' : 'caught without a name',
      answer: named ? `variant ${normal(named)}` : bad[0]!.verdict.kind,
      where: '',
    };
  }
  const { diagnosis } = answer;
  const { breaks } = diagnosis;
  const where = breaks ? `${breaks.equation} at step ${breaks.step}, element ${breaks.element}` : '';
  const given = diagnosis.hypotheses.map(normal);
  const text =
    diagnosis.kind === 'behaviour'
      ? (diagnosis.says ?? '')
      : diagnosis.kind === 'unnamed'
        ? 'no name fits'
        : given.join(' or ');
  return { outcome: outcomeOf(planted, diagnosis, given), answer: text, where };
}

/** Behaviours that are true of a module whose slip no page names. */
const TRUE_OF: Readonly<Record<string, RegExp>> = {
  'wrong/adamw/second-moment-of-whole-vector.ts': /depends on the other elements/,
};

function outcomeOf(planted: Planted, diagnosis: Diagnosis, given: readonly string[]): Outcome {
  const { expected } = planted;
  switch (diagnosis.kind) {
    case 'unnamed':
      return expected.kind === 'unnamed' && expected.breaks !== diagnosis.breaks?.equation
        ? 'named wrong'
        : 'caught without a name';
    case 'behaviour':
      if (expected.kind === 'behaviour') return 'named right';
      // No equation was expected to have a name, and none has: the sentence is true, and checked to be this one.
      return expected.kind === 'unnamed' && TRUE_OF[planted.file]?.test(diagnosis.says ?? '') === true
        ? 'caught without a name'
        : 'named wrong';
    case 'named':
      if (expected.kind === 'named') return given[0] === normal(expected.hypothesis) ? 'named right' : 'named wrong';
      // A behaviour that the page can say as an equation is right when the title says the same.
      if (expected.kind === 'behaviour')
        return sameSentence(expected.says, diagnosis.titles[0] ?? []) ? 'named right' : 'named wrong';
      return 'named wrong';
    case 'equal':
    case 'not-separated':
      return expected.kind === 'named' && given.includes(normal(expected.hypothesis))
        ? 'class of equals'
        : 'named wrong';
  }
}

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

function sameSentence(says: string, titles: readonly string[]): boolean {
  return titles.some((title) => words(title).includes(words(says)) || words(says).includes(words(title)));
}

function compareUnstable(checks: readonly CheckRecord[]): Omit<Scored, 'planted'> {
  const unstable = checks.find(({ verdict }) => verdict.kind === 'unstable');
  const caught = unstable ?? checks.find(({ verdict }) => verdict.kind === 'fail' || verdict.kind === 'mistake');
  if (!caught) return { outcome: 'missed', answer: 'passes', where: '' };
  const algorithm = caught.verdict.kind === 'unstable' ? caught.verdict.algorithm : undefined;
  return {
    outcome: algorithm ? 'named right' : 'caught without a name',
    answer: algorithm ? `unstable: ${algorithm}` : caught.verdict.kind,
    where: '',
  };
}

export const OUTCOMES: readonly Outcome[] = [
  'named right',
  'class of equals',
  'caught without a name',
  'named wrong',
  'missed',
];

/** The table as text: a row for each module, then the counts. */
export function diagnosisTable(scored: readonly Scored[]): string {
  const rows = scored.map(({ planted, outcome, answer, where }) => [
    planted.file.replace(/^wrong\//, '').replace(/\.ts$/, ''),
    outcome,
    answer,
    where,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => Math.min(60, row[column]!.length))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (widths[column] ? cell.padEnd(widths[column]!) : cell))
      .join('  ')
      .trimEnd(),
  );
  const counts = OUTCOMES.map((outcome) => `${outcome}: ${scored.filter((one) => one.outcome === outcome).length}`);
  return `${lines.join('\n')}\n\n${counts.join(', ')}\n`;
}
