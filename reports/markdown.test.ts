import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownReport } from './markdown.ts';
import { anyRecords } from './testing/arbitrary-records.ts';
import { sampleRecords } from './testing/sample-records.ts';

describe('the report in Markdown', () => {
  it('reads as promised for a run with every kind of verdict', () => {
    expect(markdownReport(sampleRecords)).toMatchSnapshot();
  });

  it('never throws on valid records and gives the same bytes twice', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(markdownReport(records)).toBe(markdownReport(structuredClone(records)));
      }),
    );
  });

  it('keeps the words of a subject from becoming markup', () => {
    const records = sampleRecords.map((record) =>
      record.type === 'finding' ? { ...record, message: '</details> <script>|a|b|\n## Verdicts' } : record,
    );
    const report = markdownReport(records);
    expect(report).not.toContain('<script>');
    expect(report.match(/^## Verdicts$/gm)).toHaveLength(1);
  });

  it('prints the formulas of page and subject as mathematics', () => {
    const report = markdownReport(sampleRecords);
    expect(report).toContain('```math\nd_t = \\sqrt{\\hat{v}_t} + \\epsilon\n```');
    expect(report).toContain('```math\nd_t = \\sqrt{\\hat{v}_t + \\epsilon}\n```');
  });
});
