import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinCommand } from '../adapters/process/split-command.ts';
import { childCommand } from '../adapters/process/testing/open-child.ts';
import { pythonWith } from '../adapters/process/testing/python-has.ts';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

const repository = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const numpy = pythonWith('numpy') !== undefined;
const perl = spawnSync('perl', ['-MJSON::PP', '-e', '1']).status === 0;
const sound = repository('cli/testing/sound-relu.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-foreign-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function judged(subjects: readonly string[], checks: string) {
  const console = collectingConsole();
  const status = await runCommand(
    ['run', ...subjects, '--checks', checks, '--report', join(folder, 'report')],
    console,
  );
  return { status, output: console.output().replace(/\s+/g, ' ') };
}

describe.skipIf(!numpy)(`a Python file${numpy ? '' : ': skipped, no Python with NumPy is installed'}`, () => {
  it('that is right conforms, and the mistake of one that is wrong gets its name', async () => {
    const examples = ['examples/adamw.py', 'examples/wrong_adamw.py'].map(repository);
    const { status, output } = await judged(examples, 'optimizer/adamw/step');
    expect(status).toBe(1);
    expect(output).toMatch(/1 \S+\/adamw\.py \(sha256:\w+\) conforms: 1 of 1 applicable checks? passed/);
    expect(output).toMatch(
      /wrong_adamw\.py: optimizer\/adamw\/step \(float64\) verdict the known mistake "correction-in-place"/,
    );
  });

  it('of the document is what it says', async () => {
    const [, block] = /```python\n([\s\S]*?)```/.exec(readFileSync(repository('docs/protocol.md'), 'utf8'))!;
    const file = join(folder, 'document.py');
    writeFileSync(file, block!);
    expect(await judged([file], 'optimizer/momentum/step')).toMatchObject({ status: 0 });
  });
});

describe('a command line', () => {
  it.skipIf(!perl)(
    `in another language is judged${perl ? '' : ': skipped, no Perl with JSON::PP is installed'}`,
    async () => {
      const subject = `exec:${joinCommand(['perl', repository('examples/momentum.pl')])}`;
      const { status, output } = await judged([subject], 'optimizer/momentum/step');
      expect(output).toMatch(/conforms: 1 of 1 applicable checks? passed/);
      expect(status).toBe(0);
    },
  );

  it.each([
    ['dies-at-start', /was not judged: .*its process ended with exit code 3: libfast\.so\.3/],
    [
      'ends-over-relu',
      /could not be called \(exited\): .*activation\/relu forward did not answer: its process ended with exit code 139/,
    ],
    ['wrong-seq', /could not be called \(wrong-type\): .*answered with seq/],
  ])('%s: costs itself, and the others of the run are judged', async (fault, says) => {
    const bad = `exec:${joinCommand(childCommand(fault))}`;
    const { status, output } = await judged([bad, sound], 'activation/relu/value');
    expect(output).toMatch(says);
    expect(output).toMatch(/sound-relu\.ts \(sha256:\w+\) conforms/);
    expect(status).toBe(3);
  });
});
