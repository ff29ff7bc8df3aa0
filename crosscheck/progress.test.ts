import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { EMPTY_TALLY } from './crosscheck.ts';
import { CLASSIC_OUTPUTS } from './outputs.ts';
import { Progress } from './progress.ts';
import { questionOf } from './question.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const [first, second] = CLASSIC_OUTPUTS.slice(0, 2).map((output) => questionOf(pages, output));
const tally = { ...EMPTY_TALLY, points: 3000 };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosscheck-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the progress of a crosscheck', () => {
  it('is read back after an interruption, output by output', () => {
    const file = join(folder, 'deep', 'state.json');
    new Progress(file, 'code 1').save(first!, 3, tally);
    const again = new Progress(file, 'code 1');
    expect(again.of(first!)).toMatchObject({ chunks: 3, tally });
    expect(again.of(second!)).toEqual({ chunks: 0, tally: EMPTY_TALLY });
  });

  it('keeps the kinds of work on one output apart by their labels', () => {
    const file = join(folder, 'state.json');
    const progress = new Progress(file, 'code 1');
    progress.save(first!, 3, tally);
    progress.save(first!, 64, EMPTY_TALLY, 'every input');
    const again = new Progress(file, 'code 1');
    expect(again.of(first!).chunks).toBe(3);
    expect(again.of(first!, 'every input').chunks).toBe(64);
  });

  it('counts for nothing once the page, the code or the seed has changed', () => {
    const file = join(folder, 'state.json');
    new Progress(file, 'code 1').save(first!, 3, tally);
    expect(new Progress(file, 'code 2').of(first!).chunks).toBe(0);
    const edited = { ...first!, page: { ...first!.page, digest: 'another' } };
    expect(new Progress(file, 'code 1').of(edited).chunks).toBe(0);
  });

  it('fails on a broken file, naming it, rather than start over silently', () => {
    const file = join(folder, 'state.json');
    writeFileSync(file, '{"half');
    expect(() => new Progress(file, 'code 1')).toThrow(file);
  });
});
