import { describe, expect, it } from 'vitest';
import { EMPTY_TALLY } from './crosscheck.ts';
import { replaceResultBlock, reportTable } from './table.ts';

describe('the table of a crosscheck', () => {
  const tally = {
    ...EMPTY_TALLY,
    points: 12_000,
    tiers: { exact: 1, float64: 2, bigint: 3, decimal: 4 },
    mismatches: 5,
  };

  it('has a row an output, all rows of one width', () => {
    const lines = reportTable(new Map([['activation/tanh y', tally]])).split('\n');
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[2]!.split('|').map((cell) => cell.trim())).toEqual([
      '',
      'activation/tanh y',
      '12,000',
      '1',
      '2',
      '3',
      '4',
      '5',
      '0',
      '0',
      '',
    ]);
  });

  it('replaces what stands between the marks of a document and nothing else', () => {
    const document = 'before\n<!-- crosscheck: begin -->\nold\n<!-- crosscheck: end -->\nafter';
    const once = replaceResultBlock(document, 'crosscheck', 'new');
    expect(once).toBe('before\n<!-- crosscheck: begin -->\n\nnew\n\n<!-- crosscheck: end -->\nafter');
    expect(replaceResultBlock(once, 'crosscheck', 'new')).toBe(once);
    expect(() => replaceResultBlock('no marks', 'crosscheck', 'new')).toThrow(/needs the lines/);
  });
});
