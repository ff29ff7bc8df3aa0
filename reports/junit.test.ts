import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { junitReport } from './junit.ts';
import type { CheckRecord, FooterRecord, ResultRecord } from './record.ts';
import { anyRecords } from './testing/arbitrary-records.ts';
import { sampleRecords } from './testing/sample-records.ts';

const TAG = /<(\/?)([a-z]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>/g;

/** The names of the elements in order, after every tag was matched with its end; throws where the text is no XML. */
function elementsOf(xml: string): string[] {
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const open: string[] = [];
  const seen: string[] = [];
  for (const [, end, name, , empty] of body.matchAll(TAG)) {
    if (end) expect(open.pop()).toBe(name);
    else {
      seen.push(name!);
      if (!empty) open.push(name!);
    }
  }
  expect(open).toEqual([]);
  const text = body.replace(TAG, '').replace(/&(?:amp|lt|gt|quot);/g, '');
  expect(text).not.toMatch(/[<&]/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no such characters at all
  expect(body).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
  return seen;
}

const attribute = (xml: string, name: string): string => new RegExp(`<testsuites[^>]* ${name}="(\\d+)"`).exec(xml)![1]!;

describe('the report as JUnit XML', () => {
  it('is well-formed for any records, and the same bytes twice', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const xml = junitReport(records);
        expect(junitReport(structuredClone(records))).toBe(xml);
        const elements = elementsOf(xml);
        expect(elements.filter((name) => name === 'testcase')).toHaveLength(Number(attribute(xml, 'tests')));
        for (const [tag, count] of [
          ['failure', 'failures'],
          ['error', 'errors'],
          ['skipped', 'skipped'],
        ] as const)
          expect(elements.filter((name) => name === tag)).toHaveLength(Number(attribute(xml, count)));
      }),
      { numRuns: 50 },
    );
  });

  it('has a case for each check, and none of what was not judged is a pass', () => {
    const checks = sampleRecords.filter((record): record is CheckRecord => record.type === 'check');
    const xml = junitReport(sampleRecords);
    const passes = [...xml.matchAll(/<testcase [^>]*\/>/g)].map(([tag]) => tag);
    for (const { check, format, subject, verdict } of checks) {
      const passed = passes.some((tag) => tag.includes(`"${subject}.`) && tag.includes(`${check} (${format})`));
      expect([check, verdict.kind, passed]).toEqual([
        check,
        verdict.kind,
        ['pass', 'variant', 'unstable'].includes(verdict.kind),
      ]);
    }
  });

  it('skips what is expected, with its reason, and fails what is expected and gone', () => {
    const failing = sampleRecords.find(
      (record): record is CheckRecord => record.type === 'check' && ['fail', 'mistake'].includes(record.verdict.kind),
    )!;
    const { subject, check, format } = failing;
    const place = { subject, check, format, signature: 'fail(accuracy)', reason: 'known upstream' };
    const gated = (gate: NonNullable<FooterRecord['gate']>): ResultRecord[] =>
      sampleRecords.map((record) => (record.type === 'footer' ? { ...record, gate } : record));
    const known = junitReport(gated({ file: 'e.json', expected: [place], fresh: [], stale: [], notAsked: 0 }));
    expect(known).toMatch(/<skipped message="expected: [^"]*\(known upstream\)"/);
    const gone = junitReport(
      gated({ file: 'e.json', expected: [], fresh: [], stale: [{ ...place, now: 'pass' }], notAsked: 0 }),
    );
    expect(gone).toContain('no longer true: is now pass');
    const failures = (xml: string): number => Number(attribute(xml, 'failures')) + Number(attribute(xml, 'errors'));
    const plain = failures(junitReport(sampleRecords));
    expect(failures(known)).toBe(plain - 1);
    expect(failures(gone)).toBe(plain + 1);
  });

  it('says that a run broke off', () => {
    const cut = sampleRecords.filter(({ type }) => type !== 'footer');
    expect(junitReport(cut)).toContain('the run did not come to its end');
  });
});
