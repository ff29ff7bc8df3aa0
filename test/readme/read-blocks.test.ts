import { describe, expect, it } from 'vitest';
import { createOutputs, filesOf, withoutAccidents } from './command-output.ts';
import { readBlocks } from './read-blocks.ts';

const DOCUMENT = `# Title

<!-- file: my-relu.ts -->
\`\`\`ts
export const kernels = { relu: (x: number) => (x > 1 ? x : 0) };
\`\`\`

- In a list:

  <!-- run: assay run ./my-relu.ts --checks relu/* | ✗ -->
  \`\`\`console
  old
  \`\`\`

<!-- run: assay --version -->

\`\`\`console
\`\`\`

\`\`\`ts
const bare = 1;
\`\`\`
`;

describe('readBlocks', () => {
  const blocks = readBlocks(DOCUMENT);

  it('finds every block, with the proof that the comment before it names', () => {
    expect(blocks.map(({ line, language, proof }) => [line, language, proof])).toEqual([
      [4, 'ts', { kind: 'file', path: 'my-relu.ts' }],
      [11, 'console', { kind: 'run', command: 'assay run ./my-relu.ts --checks relu/*', paragraph: '✗' }],
      [17, 'console', { kind: 'run', command: 'assay --version' }],
      [20, 'ts', undefined],
    ]);
  });

  it('knows where the text of each stands, an empty one included', () => {
    for (const { start, end, text } of blocks) expect(DOCUMENT.slice(start, end)).toBe(text);
    expect(blocks.map(({ text }) => text)).toEqual([
      'export const kernels = { relu: (x: number) => (x > 1 ? x : 0) };\n',
      '  old\n',
      '',
      'const bare = 1;\n',
    ]);
  });

  it('gathers the files of a document by name', () => {
    expect([...filesOf(blocks).keys()]).toEqual(['my-relu.ts']);
  });
});

describe('withoutAccidents', () => {
  it('forgets durations, versions and hashes', () => {
    const told = 'x (sha256:d0f5b6603ad0) in 1.5 s, Assay 0.1.0, Node v20.20.2';
    expect(withoutAccidents(told)).toBe(
      withoutAccidents('x (sha256:000000000000) in 0.1 s, Assay 2.0.1, Node v22.1.0'),
    );
  });

  it('keeps every number of a finding', () => {
    const told = 'got 0.125 (0x3fc0000000000000), +1.00e+15 ulp at step 12';
    expect(withoutAccidents(told)).toBe(told);
  });
});

describe('createOutputs', () => {
  const outputOf = createOutputs(new Map());

  it('answers with the command behind a prompt and what it printed', { timeout: 120_000 }, async () => {
    const output = await outputOf({ kind: 'run', command: 'assay eval relu --format float32 2 -3' });
    expect(output).toBe(
      '$ npx assay eval relu --format float32 2 -3\ny = 2 (0x40000000)  exactly 2\ny = 0 (0x00000000)  exactly 0\n',
    );
  });

  it.each([
    ['a command that ends with wrong usage', 'assay run ./nowhere.ts', undefined, 'there is no file'],
    ['a paragraph that is not there', 'assay --version', 'Subjects', 'no line begins with "Subjects"'],
    ['a program that is not assay', 'rm -r .', undefined, 'assay alone'],
  ])('refuses %s', { timeout: 120_000 }, async (_, command, paragraph, message) => {
    const proof = { kind: 'run' as const, command, ...(paragraph === undefined ? {} : { paragraph }) };
    await expect(outputOf(proof)).rejects.toThrow(message);
  });
});
