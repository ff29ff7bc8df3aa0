import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

const sound = fileURLToPath(new URL('testing/sound-relu.ts', import.meta.url));
const wrong = fileURLToPath(new URL('testing/wrong-relu.ts', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-run-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function assay(...words: readonly string[]) {
  const console = collectingConsole();
  const exitCode = await runCommand(words, console);
  const output = console.output();
  // Lines are wrapped where the path of the checkout happens to make them long; `said` is on one line.
  return { exitCode, output, said: output.replace(/\s+/g, ' '), messages: console.messages() };
}

describe('assay run', () => {
  it('lets a sound subject pass with exit code 0 and a wrong one fail with 1', { timeout: 60_000 }, async () => {
    const good = await assay('run', sound, '--report', folder);
    expect(good).toMatchObject({ exitCode: 0 });
    expect(good.said).toContain('conforms: ');
    const bad = await assay('run', wrong, '--report', folder);
    expect(bad).toMatchObject({ exitCode: 1 });
    expect(bad.said).toContain('does not conform');
    expect(readFileSync(join(folder, 'results.ndjson'), 'utf8')).not.toContain('sound-relu');
  });

  it('fails after --accept only on what is new or no longer true', { timeout: 60_000 }, async () => {
    const file = join(folder, 'known.json');
    const subject = join(folder, 'relu.ts');
    const judged = (...words: readonly string[]) =>
      assay('run', subject, '--checks', 'activation/relu/*', '--expectations', file, ...words, '--report', folder);
    copyFileSync(wrong, subject);
    expect(await judged()).toMatchObject({ exitCode: 2, messages: expect.stringContaining('--accept') });
    expect(await judged('--accept')).toMatchObject({ exitCode: 0 });
    const known = readFileSync(file, 'utf8');
    expect(JSON.parse(known).expectations.length).toBeGreaterThan(0);
    const again = await judged('--seed', '7');
    expect(again).toMatchObject({ exitCode: 0, said: expect.stringContaining('The gate is open') });
    expect(again.said).toContain('no reason yet');
    expect(readFileSync(file, 'utf8')).toBe(known);
    copyFileSync(sound, subject);
    expect(await judged()).toMatchObject({ exitCode: 1, said: expect.stringContaining('no longer true') });
    expect(await judged('--accept')).toMatchObject({ exitCode: 0 });
    copyFileSync(wrong, subject);
    expect(await judged()).toMatchObject({ exitCode: 1, said: expect.stringContaining('The gate is closed') });
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<failure');
    writeFileSync(file, '{"schema": 1, "expectations": [{}]}');
    expect(await judged()).toMatchObject({ exitCode: 2, messages: expect.stringContaining('expectations.0.subject') });
  });

  it('is not a success where a subject that was asked for cannot be loaded', { timeout: 60_000 }, async () => {
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, "throw new Error('its licence has run out');\n");
    const { exitCode, said } = await assay('run', sound, broken, '--report', folder);
    expect(exitCode).toBe(3);
    expect(said).toContain('its licence has run out');
  });

  it.each([
    [['tfsj:cpu'], 'did you mean `tfjs:cpu`'],
    [['./no-such-module.ts'], 'no file'],
    [[sound, '--checks', 'activation/rleu'], 'did you mean `activation/relu`'],
    [[sound, '--profile', 'lax'], 'standard and strict'],
    [[sound, '--budget', 'soon'], '30s'],
    [[sound, '--pages', './no-such-folder'], 'no-such-folder'],
    [[sound, '--chekcs', 'x'], '--checks'],
  ])('run %j is wrong usage, says what to do and destroys no earlier report', async (words, hint) => {
    writeFileSync(join(folder, 'results.ndjson'), 'earlier\n');
    const { exitCode, output, messages } = await assay('run', ...words, '--report', folder);
    expect(exitCode).toBe(2);
    expect(messages).toContain(hint);
    expect(messages).not.toMatch(/^\s+at /m);
    expect(output).toBe('');
    expect(readFileSync(join(folder, 'results.ndjson'), 'utf8')).toBe('earlier\n');
  });

  it('refuses a report folder that cannot be written to before it judges', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { exitCode, messages, output } = await assay('run', sound, '--report', join(file, 'report'));
    expect(exitCode).toBe(2);
    expect(messages).toContain('Nothing was judged');
    expect(output).toBe('');
  });
});

describe('assay replay', () => {
  it('shows a finding again, and says when it is gone', { timeout: 60_000 }, async () => {
    const module = join(folder, 'relu.ts');
    copyFileSync(wrong, module);
    const run = await assay('run', module, '--report', folder);
    expect(run.exitCode).toBe(1);
    const finding = readFileSync(join(folder, 'results.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
      .find((record) => record.type === 'finding');
    const again = await assay('replay', finding.id, '--report', folder);
    expect(again.exitCode).toBe(1);
    expect(again.said).toContain('appears again, with the same counterexample');
    copyFileSync(sound, module);
    const mended = await assay('replay', finding.id, '--report', folder);
    expect(mended.exitCode).toBe(0);
    expect(mended.said).toContain('does not appear any more');
  });

  it('says where findings come from when there are none, and names the nearest', async () => {
    const none = await assay('replay', 'f1', '--report', join(folder, 'none'));
    expect(none).toMatchObject({ exitCode: 2, output: '' });
    expect(none.messages).toContain('Run `assay run` first');
    writeFileSync(join(folder, 'results.ndjson'), '{"type":"footer"\n');
    const unknown = await assay('replay', 'f1', '--report', folder);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.messages).toContain('results.ndjson:1: not JSON');
    expect(unknown.messages).toContain('it holds no findings');
  });
});

describe('assay list', () => {
  it('names every backend, page and check within 80 columns', async () => {
    const { output, exitCode } = await assay('list');
    expect(exitCode).toBe(0);
    for (const name of ['tfjs:cpu', 'onnxruntime:cpu', 'optimizer/adamw', 'activation/gelu'])
      expect(output).toContain(name);
    for (const line of output.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
