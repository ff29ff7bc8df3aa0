import type { CheckRecord, Diagnosis, FindingRecord, SubjectProvenance, Verdict } from './record.ts';
import { standing, type Tally, tally, VERDICT_KINDS, type VerdictKind } from './tally.ts';

const FAILURES = {
  accuracy: 'a value lies outside every accuracy class',
  overflow: 'overflows where the exact result is finite',
  nan: 'gives NaN where the exact result is a number',
  law: 'a law of the page does not hold',
  special: 'a special input gives another value than the page promises',
  behaviour: 'behaves in a way that no formula describes',
} as const;

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' with ');

/** ` from -10 to -3`, ` in x < -87.3`; nothing where no region is known. */
const regionClause = (region: string): string =>
  region === '' ? '' : /^(from|at|near) /.test(region) ? ` ${region}` : ` in ${region}`;

/** A verdict in words; a clause that can follow the name of a check, without a full stop. */
export function verdictSentence(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'pass':
      return 'passes';
    case 'unstable':
      return (
        `unstable${regionClause(verdict.region)}: only in class ${verdict.class}` +
        (verdict.algorithm === undefined ? '' : `, computed as ${verdict.algorithm}`)
      );
    case 'variant':
      return `the accepted variant "${verdict.name}"`;
    case 'mistake':
      return verdict.names.length === 0 ? 'a known mistake' : `the known mistake ${quoted(verdict.names)}`;
    case 'fail':
      return FAILURES[verdict.why];
    case 'unsupported':
      return `not supported: ${verdict.reason}`;
    case 'unavailable':
      return `not available: ${verdict.reason}`;
    case 'nondeterministic':
      return `the same call gives different answers (spread ${verdict.spread})`;
    case 'error':
      return `could not be called (${verdict.fault}): ${verdict.message}`;
    case 'inconclusive':
      return `inconclusive: ${verdict.why}`;
  }
}

/** Short noun of each kind for counts: `3 inconclusive`. */
export const COUNTED: Readonly<Record<VerdictKind, string>> = {
  pass: 'passed',
  variant: 'accepted variant',
  unstable: 'unstable',
  mistake: 'known mistake',
  fail: 'failed',
  nondeterministic: 'nondeterministic',
  error: 'error',
  inconclusive: 'inconclusive',
  unsupported: 'unsupported',
  unavailable: 'unavailable',
};

/** All counts but those of passes: `1 unstable, 2 unsupported`; empty where there is nothing else. */
export function otherCounts({ counts }: Tally): string {
  return VERDICT_KINDS.filter((kind) => kind !== 'pass' && counts.has(kind))
    .map((kind) => `${counts.get(kind)} ${COUNTED[kind]}`)
    .join(', ');
}

/** `14 of 16 checks passed (1 unstable, 1 inconclusive)`. */
export function scoreSentence(score: Tally): string {
  const others = otherCounts(score);
  const head =
    score.applicable === 0
      ? 'no check was applicable'
      : `${score.passed} of ${score.applicable} applicable ${score.applicable === 1 ? 'check' : 'checks'} passed`;
  return others === '' ? head : `${head} (${others})`;
}

/** The first sentence about a subject: does it conform, and with what score. */
export function subjectSentence(
  checks: readonly CheckRecord[],
  profile: string,
  provenance: SubjectProvenance | undefined,
): string {
  if (provenance?.unavailable !== undefined) return `was not judged: ${provenance.unavailable}`;
  const native = checks.filter((check) => check.origin === 'native');
  const score = tally(native, profile);
  const failing = native.filter((check) => standing(check.verdict, profile) === 'failed');
  // A call that failed says nothing about the mathematics: it is told apart from a wrong value.
  if (failing.some((check) => check.verdict.kind !== 'error')) return `does not conform: ${scoreSentence(score)}`;
  if (failing.length > 0) return `could not be called everywhere: ${scoreSentence(score)}`;
  // Profile strict takes nothing on trust: what could not be decided there keeps a subject from conforming.
  if (profile === 'strict' && score.counts.has('inconclusive'))
    return `is not shown to conform: ${scoreSentence(score)}`;
  // Every verdict that is not a pass is said, so that "conforms" is never read as more than was tested.
  return score.passed > 0 ? `conforms: ${scoreSentence(score)}` : `neither conforms nor fails: ${scoreSentence(score)}`;
}

/** What was found out about a wrong subject, in one sentence. */
export function diagnosisSentence(diagnosis: Diagnosis): string {
  const cases = `${diagnosis.reproduced} of ${diagnosis.cases} cases`;
  const names = diagnosis.titles.map(quoted);
  switch (diagnosis.kind) {
    case 'named':
      return `This is ${names[0] ?? 'a known patch'} (${cases}; no other hypothesis of this size fits).`;
    case 'equal':
      return `This is ${names.join(' or ')}: the same mathematics (${cases}).`;
    case 'not-separated':
      return `This is ${names.join(' or ')}: these cases cannot tell them apart (${cases}).`;
    case 'behaviour':
      return diagnosis.says ?? 'A behaviour that no equation describes.';
    case 'unnamed':
      return diagnosis.nearest === undefined
        ? `No known mistake reproduces it (${diagnosis.cases} cases).`
        : `No known mistake reproduces it; the nearest is ${quoted(diagnosis.nearest.hypothesis)}, which reproduces ${diagnosis.nearest.reproduced} of ${diagnosis.cases} cases.`;
  }
}

/** What a finding says besides its diagnosis: undefined where that says the same. */
export function furtherMessage({ message, diagnosis }: FindingRecord): string | undefined {
  return diagnosis && message === diagnosisSentence(diagnosis) ? undefined : message;
}

/**
 * Which equation fails first and where: `The equation of v breaks first, at step 1, element 0; m holds.`; `undefined`
 * where not known. The place is one in the experiments of the diagnosis, not in the counterexample, which is shrunk.
 */
export function breaksSentence({ breaks }: Diagnosis): string | undefined {
  if (breaks === undefined) return undefined;
  // An operator of one equation has nothing else that could break.
  if (breaks.step === undefined && breaks.holds.length === 0) return undefined;
  const where = [
    breaks.step === undefined ? undefined : `step ${breaks.step}`,
    breaks.element === undefined ? undefined : `element ${breaks.element}`,
  ].filter((part) => part !== undefined);
  const at = where.length === 0 ? '' : ` first, at ${where.join(', ')} of the experiments`;
  const { holds } = breaks;
  const others = holds.length === 0 ? '' : `; ${holds.join(', ')} ${holds.length === 1 ? 'holds' : 'hold'}`;
  return `The equation of ${breaks.equation} breaks${at}${others}.`;
}
