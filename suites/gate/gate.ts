import type { CheckRecord, FindingRecord, FooterRecord, Gate, ResultRecord } from '../../reports/record.ts';
import { exitCodeOf, isUnexpected, type Profile } from '../exit-code.ts';
import { type Expectation, samePlace } from './expectation.ts';
import { signatureOf } from './signature.ts';

const isCheck = (record: ResultRecord): record is CheckRecord => record.type === 'check';

const findingsOf = (check: CheckRecord, records: readonly ResultRecord[]): FindingRecord[] =>
  records.filter((record): record is FindingRecord => record.type === 'finding' && samePlace(record, check));

/** Checks of a run that would break a build, each with its signature. */
function* unexpected(records: readonly ResultRecord[], profile: Profile) {
  for (const check of records.filter(isCheck)) {
    if (isUnexpected(check.verdict, profile))
      yield { check, signature: signatureOf(check, findingsOf(check, records)) };
  }
}

/**
 * The expectations of a run that is accepted as it is: every finding that would break a build, with the reason that an
 * earlier expectation of the same signature gives. What the run did not ask stays as it was.
 */
export function acceptedExpectations(
  records: readonly ResultRecord[],
  profile: Profile,
  before: readonly Expectation[],
): Expectation[] {
  const header = records.find((record) => record.type === 'header');
  const asked = records.filter(isCheck);
  const kept = before.filter((expectation) => !asked.some((check) => samePlace(check, expectation)));
  const found = [...unexpected(records, profile)].map(({ check, signature }): Expectation => {
    const { subject, check: id, format } = check;
    const shown = findingsOf(check, records).find(({ counterexample }) => counterexample);
    const known = before.find((each) => samePlace(each, check) && each.signature === signature);
    const version = header?.subjects.find((each) => each.subject === subject)?.version ?? '';
    const { input, output, element, step, expected, got } = shown?.counterexample ?? {};
    return {
      subject,
      version,
      check: id,
      format,
      signature,
      ...(input && output !== undefined && element !== undefined && expected && got && shown
        ? {
            witness: {
              input,
              output,
              element,
              ...(step !== undefined && { step }),
              expected,
              got,
              replay: shown.replay,
            },
          }
        : {}),
      reason: known?.reason ?? '',
    };
  });
  return [...kept, ...found];
}

/** A check that the run could not answer says nothing about an expectation. */
const answered = ({ verdict }: CheckRecord): boolean =>
  !['error', 'inconclusive', 'unsupported', 'unavailable'].includes(verdict.kind);

/**
 * Compares a run with what is expected of it. `fresh` are findings that no expectation has, with that signature;
 * `stale` are expectations of checks that were answered and are no longer true, so that a fault that was mended cannot
 * come back unnoticed.
 */
export function compareWithExpectations(
  records: readonly ResultRecord[],
  profile: Profile,
  file: string,
  expectations: readonly Expectation[],
): Gate {
  const found = [...unexpected(records, profile)];
  const checks = records.filter(isCheck);
  const isMet = (expectation: Expectation): boolean =>
    found.some(({ check, signature }) => samePlace(check, expectation) && signature === expectation.signature);
  const stale = expectations.flatMap((expectation) => {
    const check = checks.find((each) => samePlace(each, expectation));
    if (!check || !answered(check) || isMet(expectation)) return [];
    return [{ ...where(expectation), now: signatureOf(check, findingsOf(check, records)) }];
  });
  return {
    file,
    expected: expectations.filter(isMet).map(where),
    fresh: found
      .filter(
        ({ check, signature }) => !expectations.some((each) => samePlace(each, check) && each.signature === signature),
      )
      .map(({ check: { subject, check, format }, signature }) => ({ subject, check, format, signature })),
    stale,
    notAsked: expectations.filter((each) => {
      const check = checks.find((one) => samePlace(one, each));
      return !check || (!answered(check) && !isMet(each));
    }).length,
  };
}

const where = ({ subject, check, format, signature, reason }: Expectation) => ({
  subject,
  check,
  format,
  signature,
  reason,
});

/** The footer of a run that was compared: its exit code is 1 for what is new or no longer true, and only for that. */
export function gatedFooter(
  footer: FooterRecord,
  gate: Gate,
  records: readonly ResultRecord[],
  profile: Profile,
): FooterRecord {
  const isExpected = (check: CheckRecord): boolean => gate.expected.some((each) => samePlace(each, check));
  // What is as expected counts as a pass: all other rules of exit codes stay as they are.
  const checks = records
    .filter(isCheck)
    .map((check): CheckRecord => (isExpected(check) ? { ...check, verdict: { kind: 'pass' } } : check));
  const header = records.find((record) => record.type === 'header');
  const unavailable = header?.subjects.filter((subject) => subject.unavailable !== undefined).length ?? 0;
  return { ...footer, gate, exitCode: gate.stale.length > 0 ? 1 : exitCodeOf(checks, unavailable, profile) };
}
