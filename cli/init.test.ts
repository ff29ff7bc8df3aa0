import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transpileModule } from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonOptimizer } from './init-python.ts';
import { typescriptOptimizer } from './init-typescript.ts';
import { loadSpec } from './load-spec.ts';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-init-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function assay(...words: string[]) {
  const console = collectingConsole();
  const status = await runCommand(words, console);
  return { status, output: console.output().replace(/\s+/g, ' '), messages: console.messages() };
}

const optimizers = [...loadSpec(undefined).values()].filter(({ id }) => id.startsWith('optimizer/'));

describe('assay init', () => {
  it('writes an optimizer that runs, and says of itself that its step is missing', async () => {
    const file = join(folder, 'my-adamw.ts');
    const written = await assay('init', 'optimizer', '--output', file);
    expect(written).toMatchObject({ status: 0, messages: '' });
    expect(written.output).toMatch(/is written. Fill it in, then: npx assay run \S+my-adamw\.ts npx assay explain/);
    const judged = await assay('run', file, '--checks', 'optimizer/adamw/step', '--report', join(folder, 'report'));
    expect(judged.status).toBe(3);
    expect(judged.output).toMatch(/step\(\) is not written yet: it was given \d+ of theta, \d+ of g/);
  });

  it('never writes over a file, unless it is forced to', async () => {
    const file = join(folder, 'mine.py');
    writeFileSync(file, 'mine');
    const words = ['init', 'optimizer', '--language', 'python', '--page', 'nadam', '--output', file];
    expect(await assay(...words)).toMatchObject({
      status: 2,
      messages: expect.stringMatching(/is there already; --force/),
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await assay(...words, '--force')).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain("claims = 'optimizer/nadam'");
  });

  it('writes a page that is sound, and the adapter of a backend', async () => {
    const pages = mkdtempSync(join(folder, 'pages-'));
    expect((await assay('init', 'page', '--output', join(pages, 'my-page.md'))).status).toBe(0);
    expect(await assay('check-spec', pages)).toMatchObject({
      status: 0,
      output: expect.stringMatching(/1 page: 1 proved/),
    });
    const file = join(folder, 'my-backend.test.ts');
    expect((await assay('init', 'backend', '--output', file)).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain("from 'dl-assay/adapters'");
  });

  it.each([
    [['init', 'optimiser'], /init writes optimizer, backend, page, not `optimiser` \(did you mean optimizer\?\)/],
    [['init', 'optimizer', '--page', 'adamv'], /no page of an optimizer is called `adamv`; there are adam/],
    [['init', 'optimizer', '--language', 'cobol'], /--language is ts or python, not `cobol`/],
    [['init', 'page', '--language', 'ts'], /--language belongs to `init optimizer`/],
    [['init', 'page', '--output', '/no/such/folder/x.md'], /there is no folder \/no\/such\/folder/],
  ])('%j is refused in words', async (words, says) => {
    expect(await assay(...words)).toMatchObject({ status: 2, messages: expect.stringMatching(says) });
  });
});

describe('the template of every optimizer', () => {
  it.each(optimizers.map((page) => [page.id, page] as const))('%s: it parses, and names all of the page', (_, page) => {
    const typescript = typescriptOptimizer(page);
    const { diagnostics } = transpileModule(typescript, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
    const python = pythonOptimizer(page);
    for (const { key, role } of page.symbols.values()) {
      if (role === 'hyper')
        expect([typescript, python]).toEqual([expect.stringContaining(key), expect.stringContaining(`hyper.${key} `)]);
    }
    expect(python).toContain(`def step(self, ${page.call.join(', ')}):`);
    expect(python).toContain('raise NotImplementedError');
  });
});
