import { describe, expect, it } from 'vitest';
import type { CheckRecord, FindingRecord, FooterRecord, ResultRecord, Verdict } from '../../reports/record.ts';
import { readExpectations, writeExpectations } from './expectation.ts';
import { acceptedExpectations, compareWithExpectations, gatedFooter } from './gate.ts';

const footer: FooterRecord = {
  type: 'footer',
  checks: 1,
  findings: 0,
  judged: 1,
  slow: 0,
  milliseconds: 1,
  exitCode: 0,
};

/** A run of one subject: the verdict of each check, with the equation that breaks where one does. */
function run(verdicts: Readonly<Record<string, Verdict | readonly [Verdict, string]>>): ResultRecord[] {
  const records: ResultRecord[] = [];
  for (const [check, given] of Object.entries(verdicts)) {
    const [verdict, breaks] = Array.isArray(given) ? (given as [Verdict, string]) : [given as Verdict, undefined];
    const place = { subject: './mine.ts', check, page: 'optimizer/adamw', format: 'float64' as const };
    const finding: FindingRecord = {
      type: 'finding',
      id: check,
      ...place,
      verdict,
      replay: `npx assay run ./mine.ts --checks ${check}`,
      ...(breaks !== undefined && {
        diagnosis: {
          kind: 'unnamed',
          hypotheses: [],
          titles: [],
          reproduced: 0,
          cases: 1,
          breaks: { equation: breaks, latex: breaks, holds: [] },
          page: [],
          subject: [],
        },
      }),
    };
    const record: CheckRecord = {
      type: 'check',
      ...place,
      origin: 'native',
      verdict,
      judged: 1,
      slow: 0,
      undecided: 0,
      classes: {},
      conventions: [],
      findings: verdict.kind === 'pass' ? [] : [check],
    };
    records.push(...(verdict.kind === 'pass' ? [record] : [finding, record]));
  }
  return [...records, footer];
}

const fail: Verdict = { kind: 'fail', why: 'accuracy' };
const pass: Verdict = { kind: 'pass' };
const accepted = (records: readonly ResultRecord[]) => acceptedExpectations(records, 'standard', []);
const exitCode = (records: readonly ResultRecord[], expectations: ReturnType<typeof accepted>): number => {
  const gate = compareWithExpectations(records, 'standard', 'e.json', expectations);
  return gatedFooter(footer, gate, records, 'standard').exitCode;
};

describe('a run that was accepted', () => {
  const before = run({ 'adamw/step': [fail, 'v'], 'adamw/laws': pass });

  it('is open to itself, whatever the seed showed', () => {
    expect(accepted(before)).toMatchObject([{ check: 'adamw/step', signature: 'fail(accuracy) in v', reason: '' }]);
    expect(exitCode(before, accepted(before))).toBe(0);
  });

  it('is closed to a finding that is new, and to one that became another', () => {
    expect(exitCode(run({ 'adamw/step': [fail, 'v'], 'adamw/laws': fail }), accepted(before))).toBe(1);
    const other = run({ 'adamw/step': [fail, 'm'], 'adamw/laws': pass });
    expect(exitCode(other, accepted(before))).toBe(1);
    expect(compareWithExpectations(other, 'standard', 'e.json', accepted(before))).toMatchObject({
      fresh: [{ signature: 'fail(accuracy) in m' }],
      stale: [{ signature: 'fail(accuracy) in v', now: 'fail(accuracy) in m' }],
    });
  });

  it('is closed to a finding that is gone, so that it cannot come back unnoticed', () => {
    const mended = run({ 'adamw/step': pass, 'adamw/laws': pass });
    expect(exitCode(mended, accepted(before))).toBe(1);
    expect(compareWithExpectations(mended, 'standard', 'e.json', accepted(before)).stale).toMatchObject([
      { check: 'adamw/step', now: 'pass' },
    ]);
  });

  it('says nothing about what was not asked, and an error excuses nothing', () => {
    const part = run({ 'adamw/laws': pass });
    expect(exitCode(part, accepted(before))).toBe(0);
    expect(compareWithExpectations(part, 'standard', 'e.json', accepted(before)).notAsked).toBe(1);
    const broken = run({ 'adamw/step': { kind: 'error', fault: 'threw', message: 'it threw' } });
    expect(exitCode(broken, accepted(before))).toBe(3);
    expect(accepted(broken)).toEqual([]);
  });

  it('keeps the reasons of what stays the same when it is accepted again', () => {
    const reasoned = accepted(before).map((each) => ({ ...each, reason: 'upstream issue' }));
    const again = acceptedExpectations(run({ 'adamw/step': [fail, 'v'], 'adamw/laws': fail }), 'standard', reasoned);
    expect(again.map(({ check, reason }) => [check, reason])).toEqual([
      ['adamw/step', 'upstream issue'],
      ['adamw/laws', ''],
    ]);
    expect(acceptedExpectations(run({ 'adamw/laws': fail }), 'standard', reasoned)).toHaveLength(2);
  });
});

describe('the file of expectations', () => {
  it('reads back as it was written, in one order', () => {
    const found = accepted(run({ 'adamw/step': fail, 'adamw/laws': fail }));
    expect(writeExpectations(found)).toBe(writeExpectations([...found].reverse()));
    expect(readExpectations(writeExpectations(found)).map(({ check }) => check)).toEqual(['adamw/laws', 'adamw/step']);
  });

  it('that holds something else is refused with its place', () => {
    expect(() => readExpectations('{"schema":1,"expectations":[{"subject":1}]}')).toThrow('expectations.0.subject');
    expect(() => readExpectations('{"schema":2,"expectations":[]}')).toThrow('schema');
    expect(() => readExpectations('nonsense')).toThrow(SyntaxError);
  });
});
