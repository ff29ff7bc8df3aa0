import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOutputs, filesOf, withoutAccidents } from './readme/command-output.ts';
import { DOCUMENTS } from './readme/documents.ts';
import { type Block, readBlocks } from './readme/read-blocks.ts';
import { ROOT, runAssay, runBeside } from './readme/stage.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

const proofsOf = <K extends string>(blocks: readonly Block[], kind: K) =>
  blocks.flatMap(({ proof, text, line }) => (proof?.kind === kind ? [{ ...proof, text, line }] : [])) as (Extract<
    NonNullable<Block['proof']>,
    { kind: K }
  > & { text: string; line: number })[];

describe.concurrent.each(DOCUMENTS)('%s', (name) => {
  const markdown = read(name);
  const blocks = readBlocks(markdown);
  const files = filesOf(blocks);
  const outputOf = createOutputs(files);
  const runs = [...proofsOf(blocks, 'run'), ...proofsOf(blocks, 'report')];

  it('shows no program and no output without a proof', () => {
    const proved = ['ts', 'js', 'console', 'text'];
    const bare = blocks.filter(({ language, proof }) => proved.includes(language) && proof === undefined);
    expect(bare.map(({ line }) => `${name}:${line}`)).toEqual([]);
  });

  // GitHub shows 100 columns without a scroll bar; reports keep to 80, but the 40 digits of `eval` do not.
  it('keeps terminal blocks within 100 columns', () => {
    const wide = blocks.filter(({ language }) => language !== 'ts').flatMap(({ text, line }) =>
      text.split('\n').flatMap((each, i) => ([...each].length > 100 ? [`${name}:${line + 1 + i}: ${each}`] : [])),
    );
    expect(wide).toEqual([]);
  });

  it.each(runs)('says what $kind of `$command` says (line $line)', async ({ text, ...proof }) => {
    expect(withoutAccidents(text)).toBe(withoutAccidents(await outputOf(proof)));
  });

  it.each(proofsOf(blocks, 'excerpt'))('quotes $path as it is (line $line)', ({ path, text }) => {
    const unindented = (lines: string): string => lines.replace(/^ +/gm, '');
    expect(unindented(read(path))).toContain(unindented(text));
  });

  const unnamed = [...files.keys()].filter((file) => !runs.some(({ command }) => command.includes(file)));
  const subjects = unnamed.filter((file) => !file.endsWith('.test.ts'));
  const tests = unnamed.filter((file) => file.endsWith('.test.ts'));

  it.runIf(subjects.length > 0)(`gives modules that conform: ${subjects.join(', ')}`, async () => {
    const { status, stdout } = await runAssay(files, `assay run ${subjects.map((file) => `./${file}`).join(' ')}`);
    expect(status, stdout).toBe(0);
  });

  it.runIf(tests.length > 0)(`gives tests that pass: ${tests.join(', ')}`, async () => {
    const { status, stdout, stderr } = await runBeside(files, ['node_modules/vitest/vitest.mjs', 'run', ...tests]);
    expect(status, stdout + stderr).toBe(0);
  });

  it('links to files that exist', () => {
    const links = [...markdown.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, target]) => target!);
    expect(links.filter((target) => !existsSync(join(ROOT, dirname(name), target)))).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    const named = [...markdown.matchAll(/\bnpm run ([\w-]+)/g)].map(([, script]) => script!);
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });
});
