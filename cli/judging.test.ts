import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readResults } from '../reports/ndjson-reader.ts';
import { sampleRecords } from '../reports/testing/sample-records.ts';
import { conductJudging, type Judge, type JudgingRequest } from './judging.ts';
import { openReportFolder } from './report-folder.ts';
import { collectingConsole } from './testing/collecting-console.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-judging-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const request = (): JudgingRequest => ({
  subjects: { adapters: [], unavailable: [] },
  pages: new Map(),
  seed: 1,
  profile: 'standard',
  command: 'assay run',
});
const written = () => readResults(readFileSync(join(folder, 'results.ndjson'), 'utf8'));
const firstRecords = sampleRecords.slice(0, 4);

describe('a run', () => {
  it('keeps the records, prints the summary and ends with the exit code of the footer', async () => {
    const console = collectingConsole();
    const judge: Judge = async function* () {
      yield* sampleRecords;
    };
    const outcome = await conductJudging({ ...request(), report: openReportFolder(folder) }, console, judge);
    expect(outcome.exitCode).toBe(1);
    expect(written().records).toEqual(sampleRecords);
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('# Conformance report');
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<h1>Conformance report</h1>');
    expect(console.output()).toContain('does not conform');
    expect(console.output()).toContain(`Report: ${folder}`);
  });

  it('whose engine breaks down still prints and keeps what was found, and is no success', async () => {
    const console = collectingConsole();
    const judge: Judge = async function* () {
      yield* firstRecords;
      throw new Error('two tiers of the oracle disagree');
    };
    const run = conductJudging({ ...request(), report: openReportFolder(folder) }, console, judge);
    await expect(run).rejects.toThrow('two tiers of the oracle disagree');
    expect(console.output()).toContain('a fault of Assay: two tiers of the oracle disagree');
    const { records, truncated } = written();
    expect(truncated).toBe(false);
    expect(records.at(-1)).toMatchObject({ type: 'footer', exitCode: 4, checks: 2 });
  });

  it('that is interrupted ends with a footer that says so, even where the engine does not answer', async () => {
    const console = collectingConsole();
    const judge: Judge = async function* () {
      yield* firstRecords;
      setTimeout(() => process.emit('SIGINT'), 10);
      await new Promise(() => {});
    };
    const outcome = await conductJudging({ ...request(), report: openReportFolder(folder) }, console, judge);
    expect(outcome.exitCode).toBe(130);
    expect(written().records.at(-1)).toMatchObject({ exitCode: 130, incomplete: 'interrupted from the keyboard' });
    expect(console.output()).toContain('The run ended early');
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('whose disk is full still prints its findings, and is no success', async () => {
    symlinkSync('/dev/full', join(folder, 'results.ndjson'));
    const console = collectingConsole();
    const judge: Judge = async function* () {
      yield* sampleRecords;
    };
    const outcome = await conductJudging({ ...request(), report: openReportFolder(folder) }, console, judge);
    expect(outcome.exitCode).toBe(2);
    expect(console.output()).toContain('the known mistake "epsilon-inside-root"');
    expect(console.output()).not.toContain('Report:');
    expect(console.messages()).toContain(`could not be kept in ${folder}`);
  });
});
