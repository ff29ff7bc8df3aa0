import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Adapter, AdapterError } from '../adapters/contract.ts';
import { openSubject } from '../adapters/registry.ts';
import { RESULTS_FILE } from '../reports/ndjson.ts';
import type { CheckRecord } from '../reports/record.ts';
import { pageInterface } from '../suites/page-interface.ts';
import { builtinPages } from './harness/judge-subject.ts';
import {
  compact,
  coversEveryPage,
  folderName,
  LARGEST_FILE,
  PUBLISHED,
  publishedOf,
  readPublished,
} from './results/published.ts';
import { readmeOf } from './results/readme.ts';

const published = readPublished();
const opened: Adapter[] = [];
afterAll(() => Promise.all(opened.map((adapter) => adapter.close())));

describe('published results', () => {
  it('are there for the backends that run everywhere', () => {
    const everywhere = ['tfjs:cpu', 'tfjs:wasm', 'onnxruntime:cpu'];
    expect(published.map(({ subject }) => subject)).toEqual(expect.arrayContaining(everywhere));
  });

  it('are summed up by the README beside them', () => {
    expect(readFileSync(join(PUBLISHED, 'README.md'), 'utf8')).toBe(readmeOf(published));
  });

  it.each(published)('of $subject cover every page, in files that can be read', ({ subject, checks }) => {
    const pages = new Set(checks.map(({ page }) => page));
    if (coversEveryPage(subject)) expect(pages).toEqual(new Set(builtinPages().keys()));
    else expect(pages.size).toBeGreaterThan(10);
    const folder = join(PUBLISHED, folderName(subject));
    expect(existsSync(join(folder, 'report.md'))).toBe(true);
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).size, name).toBeLessThanOrEqual(LARGEST_FILE);
    }
  });

  it.each(published)('of $subject are of the version that is installed', async ({ subject, header }) => {
    let adapter: Adapter;
    try {
      adapter = await openSubject(subject, {
        deadline: 30_000,
        pages: [...builtinPages().values()].map(pageInterface),
      });
    } catch (error) {
      // Published on a machine that has it; this one need not.
      if (error instanceof AdapterError && error.fault === 'unavailable') return;
      throw error;
    }
    opened.push(adapter);
    expect(header.subjects[0]).toMatchObject({
      name: adapter.provenance.name,
      version: adapter.provenance.version,
      claims: adapter.claims,
    });
  });
});

describe('the writer of published results', () => {
  const text = (subject: string): string => readFileSync(join(PUBLISHED, folderName(subject), RESULTS_FILE), 'utf8');

  it('drops what the report shows and keeps what decides', () => {
    const worst: CheckRecord['worst'] = {
      input: { x: [{ decimal: '1' }] },
      output: 'y',
      element: 0,
      expected: { decimal: '1' },
      got: { decimal: '2' },
      ulp: 1,
      score: null,
      class: 'fail',
    };
    const [check] = published[0]!.checks;
    const profile = { x: [1], ulp: [0], class: ['rounded' as const] };
    expect(compact([{ ...check!, worst, profile }])).toEqual([check]);
    const finding = published[0]!.records.find(({ type }) => type === 'finding')!;
    expect(compact([finding])).toEqual([finding]);
  });

  it('refuses records that were cut off', () => {
    const whole = text('tfjs:cpu');
    expect(() => publishedOf('tfjs:cpu', whole.slice(0, whole.lastIndexOf('{"type":"footer"')))).toThrow(
      'is not whole',
    );
    expect(() => publishedOf('tfjs:cpu', whole.slice(0, -20))).toThrow(/results.ndjson:\d+: not JSON/);
  });
});
