import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../adapters/process/testing/python-has.ts';
import * as right from '../examples/adamw.ts';
import * as wrong from '../examples/wrong-adamw.ts';
import { createOutputs, filesOf, withoutAccidents } from './readme/command-output.ts';
import { DOCUMENTS } from './readme/documents.ts';
import { type Block, readBlocks } from './readme/read-blocks.ts';
import { ROOT, runAssay, runTests } from './readme/stage.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

const documents = DOCUMENTS.map((name) => {
  const markdown = read(name);
  const blocks = readBlocks(markdown);
  const commands = blocks.flatMap(({ proof, text, line }) =>
    proof?.kind === 'run' || proof?.kind === 'report' ? [{ proof, text, line }] : [],
  );
  return { name, markdown, blocks, commands, files: filesOf(blocks) };
});

const usesPython = (command: string): boolean => /\.py\b/.test(command);
const noPython = pythonWith('numpy') === undefined ? 'no Python with NumPy is on this machine' : '';

// Commands wait for each other.
describe.concurrent.each(documents)('$name', { timeout: 600_000 }, ({ name, markdown, blocks, commands, files }) => {
  const outputOf = createOutputs(files);
  const excerpts = blocks.flatMap(({ proof, text, line }) =>
    proof?.kind === 'excerpt' ? [{ path: proof.path, text, line }] : [],
  );

  it('shows no program and no output without a proof', () => {
    const proved = ['ts', 'js', 'console', 'text'];
    const bare = blocks.filter(({ language, proof }) => proved.includes(language) && proof === undefined);
    expect(bare.map(({ line }) => `${name}:${line}`)).toEqual([]);
  });

  // `assay eval` answers with one line a point, however long its two bounds are.
  it('keeps terminal blocks within 80 columns', () => {
    const evaluates = ({ proof }: Block): boolean => proof?.kind === 'run' && proof.command.startsWith('assay eval');
    const terminal = blocks.filter((block) => block.language !== 'ts' && !evaluates(block));
    const wide = terminal.flatMap(({ text, line }) =>
      text.split('\n').flatMap((each, i) => ([...each].length > 80 ? [`${name}:${line + 1 + i}: ${each}`] : [])),
    );
    expect(wide).toEqual([]);
  });

  for (const { text, proof, line } of commands)
    it(`line ${line} says what the ${proof.kind} of \`${proof.command}\` says`, async ({ skip }) => {
      if (noPython !== '' && usesPython(proof.command)) skip(noPython);
      expect(withoutAccidents(text)).toBe(withoutAccidents(await outputOf(proof)));
    });

  it.each(excerpts)('line $line quotes $path as it is', ({ path, text }) => {
    const unindented = (lines: string): string => lines.replace(/^ +/gm, '');
    expect(unindented(read(path))).toContain(unindented(text));
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

describe.concurrent('the files that the documents give their readers', { timeout: 600_000 }, () => {
  const files = new Map(documents.flatMap((document) => [...document.files]));
  const commands = documents.flatMap((document) => document.commands.map(({ proof }) => proof.command));
  const shown = (file: string): boolean => commands.some((command) => command.includes(`./${file}`));
  const tests = [...files.keys()].filter((file) => file.endsWith('.test.ts'));
  const subjects = [...files.keys()].filter((file) => !tests.includes(file) && !shown(file));

  it('have names of their own', () => {
    expect(files.size).toBe(documents.reduce((sum, document) => sum + document.files.size, 0));
  });

  it(`conform where no command shows what they do: ${subjects.join(', ')}`, async () => {
    const { status, stdout } = await runAssay(files, `assay run ${subjects.map((file) => `./${file}`).join(' ')}`);
    expect(status, stdout).toBe(0);
  });

  it(`pass where they are tests: ${tests.join(', ')}`, async () => {
    const { status, output } = await runTests(files, tests);
    expect(status, output).toBe(0);
  });
});

describe('the planted mistake that the README opens with', () => {
  const hyper = { lr: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 1e-2 };

  /** A thousand steps on gradients between 1/2 and 3/2, with signs that change. */
  function weightsAfter(create: typeof right.create | typeof wrong.create): Float64Array {
    const optimizer = create(hyper);
    let theta: Float64Array = Float64Array.of(1, -2, 0.5);
    for (let step = 1; step <= 1000; step++)
      theta = optimizer.step(
        theta,
        theta.map((_, i) => (step % 3 === i ? -1 : 1) * (1 + Math.sin(step * (i + 1)) / 2)),
      );
    return theta;
  }

  it('hides behind the default epsilon: six digits agree after a thousand steps', () => {
    const expected = weightsAfter(right.create);
    const errors = weightsAfter(wrong.create).map((each, i) => Math.abs(each / expected[i]! - 1));
    expect(Math.max(...errors)).toBeLessThan(1e-6);
    expect(Math.max(...errors)).toBeGreaterThan(0);
  });
});
