import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';
import { terminalReport } from './terminal.ts';
import { TERMINAL_WIDTH } from './terminal-style.ts';
import { anyRecords } from './testing/arbitrary-records.ts';
import { sampleRecords } from './testing/sample-records.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character starts a colour code
const COLOUR_CODE = /\u001B\[\d+m/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not appear
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;
const plain = { colour: false, reportFolder: './conformance-report' };

describe('the summary in a terminal', () => {
  it('reads as promised for a run with every kind of verdict', () => {
    expect(terminalReport(sampleRecords, plain)).toMatchSnapshot();
  });

  it('says that a run without footer did not come to its end', () => {
    const report = terminalReport(sampleRecords.slice(0, 5), plain);
    expect(report).toContain('did not come to its end');
  });

  it('says why a run ended early', () => {
    const records = sampleRecords.map((record) =>
      record.type === 'footer' ? { ...record, incomplete: 'interrupted by the user' } : record,
    );
    expect(terminalReport(records, plain)).toContain('The run ended early: interrupted by the user.');
  });

  it('has no line of more than 80 columns, whatever the records say', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        for (const line of terminalReport(records, plain).split('\n')) {
          expect(displayWidth(line)).toBeLessThanOrEqual(TERMINAL_WIDTH);
        }
      }),
    );
  });

  it('holds no control character without colour, whatever the subject calls itself', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(terminalReport(records, plain)).not.toMatch(CONTROL);
      }),
    );
  });

  it('says the same with colour as without', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const coloured = terminalReport(records, { ...plain, colour: true });
        const uncoloured = coloured.replace(COLOUR_CODE, '');
        expect(uncoloured.replace(/ +$/gm, '')).toBe(terminalReport(records, plain).replace(/ +$/gm, ''));
      }),
    );
    expect(terminalReport(sampleRecords, { ...plain, colour: true })).toMatch(COLOUR_CODE);
  });

  it('tells every verdict kind apart without colour', () => {
    const report = terminalReport(sampleRecords, plain);
    const legend = report.slice(report.indexOf('✓ passes'), report.indexOf('Findings'));
    for (const glyph of ['✓', 'v', '~', 'M', '✗', 'N', '!', '?', '-', '.']) expect(legend).toContain(`${glyph} `);
  });
});
