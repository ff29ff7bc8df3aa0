import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openResultWriter, RESULTS_FILE, recordLine } from './ndjson.ts';
import { readResults } from './ndjson-reader.ts';
import type { ResultRecord } from './record.ts';
import { anyRecords } from './testing/arbitrary-records.ts';
import { sampleRecords } from './testing/sample-records.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-records-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const asText = (records: readonly ResultRecord[]): string => records.map(recordLine).join('');

describe('results.ndjson', () => {
  it('gives back every record that was written', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const read = readResults(asText(records));
        expect(read.bad).toEqual([]);
        // Through JSON -0 becomes 0: no record needs the sign of a zero outside its bits.
        expect(JSON.stringify(read.records)).toBe(JSON.stringify(records));
      }),
    );
  });

  it('holds each record as soon as it was written, so that findings survive a crash', () => {
    const writer = openResultWriter(join(folder, 'deep', 'report'));
    for (const [at, record] of sampleRecords.entries()) {
      writer.write(record);
      const read = readResults(readFileSync(writer.file, 'utf8'));
      expect(read.records).toHaveLength(at + 1);
      expect(read.truncated).toBe(at + 1 < sampleRecords.length);
    }
    writer.close();
  });

  it('replaces the records of an earlier run by the first record, not before', () => {
    writeFileSync(join(folder, RESULTS_FILE), 'old\n');
    const writer = openResultWriter(folder);
    expect(readFileSync(writer.file, 'utf8')).toBe('old\n');
    writer.write(sampleRecords[0]!);
    writer.close();
    expect(readFileSync(writer.file, 'utf8')).toBe(recordLine(sampleRecords[0]!));
  });

  it('is never given a record that does not fit the schema', () => {
    const writer = openResultWriter(folder);
    const broken = { ...sampleRecords.at(-1)!, judged: 1.5 } as ResultRecord;
    expect(() => writer.write(broken)).toThrow(/footer record does not fit the schema at judged/);
    writer.close();
    expect(readFileSync(writer.file, 'utf8')).toBe('');
  });

  it('is read around bad lines, which are told by their number', () => {
    const text = `${asText(sampleRecords.slice(0, 2))}\n{"type":"check"\n{"type":"footer","checks":"many"}\n`;
    const read = readResults(text);
    expect(read.records).toHaveLength(2);
    expect(read.truncated).toBe(true);
    expect(read.bad.map(({ line }) => line)).toEqual([4, 5]);
    expect(read.bad[0]!.what).toContain('not JSON');
    expect(read.bad[1]!.what).toContain('checks');
  });

  it('tells a complete run from one that stopped half-way', () => {
    expect(readResults(asText(sampleRecords)).truncated).toBe(false);
    expect(readResults(asText(sampleRecords).slice(0, -30)).truncated).toBe(true);
  });
});
