import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtinPagesFolder } from '../spec/language/load-page.ts';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-pages-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const sigmoid = readFileSync(join(builtinPagesFolder(), 'activation', 'sigmoid.md'), 'utf8').replace(
  'id: activation/sigmoid',
  'id: mine/squash',
);

async function checkSpec(page: string) {
  writeFileSync(join(folder, 'squash.md'), page);
  const console = collectingConsole();
  const exitCode = await runCommand(['check-spec', folder], console);
  return { exitCode, output: console.output(), messages: console.messages() };
}

describe('assay check-spec', () => {
  it("lets a page of one's own pass that stands up", { timeout: 60_000 }, async () => {
    const { exitCode, output } = await checkSpec(sigmoid);
    expect(output).toContain('mine/squash');
    expect(output).toMatch(/^1 page: \d+ proved, \d+ checked, 0 refused$/m);
    expect(exitCode).toBe(0);
  });

  it('refuses a definition that its own derivative contradicts, with the place', { timeout: 60_000 }, async () => {
    const wrong = sigmoid.replace(/(## Definition[\s\S]*?e\^\{)-x\}/, '$1-2x}');
    expect(wrong).not.toBe(sigmoid);
    const { exitCode, output } = await checkSpec(wrong);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/squash\.md:\d+:\d+: refused: /);
  });

  it('tells where a page cannot be read', async () => {
    const { exitCode, output } = await checkSpec(sigmoid.replace(/(## Definition[\s\S]*?)\\frac\{/, '$1\\frac{{'));
    expect(exitCode).toBe(1);
    expect(output).toMatch(/squash\.md:\d+:\d+: refused: /);
  });

  it('says that a folder is missing or holds no pages', async () => {
    const console = collectingConsole();
    expect(await runCommand(['check-spec', folder], console)).toBe(2);
    expect(await runCommand(['check-spec', join(folder, 'none')], console)).toBe(2);
    expect(console.messages()).toContain('holds no pages');
    expect(console.messages()).toContain('none');
  });
});
