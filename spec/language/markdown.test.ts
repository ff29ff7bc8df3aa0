import { describe, expect, it } from 'vitest';
import { readMarkdown } from './markdown.ts';

const page = (body: string) => readMarkdown('page.md', `---\nid: a/b\n---\n${body}`);

describe('block structure of a page', () => {
  it('each line of a math block is one equation, with its own position', () => {
    const [section] = page('## Step\n\n```math\na = 1\n  b = 2 \\\\\n\nc = 3\n```\n').sections;
    expect(section?.formulas.map(({ line, column, text }) => [line, column, text])).toEqual([
      [7, 1, 'a = 1'],
      [8, 3, 'b = 2'],
      [10, 1, 'c = 3'],
    ]);
  });

  it('an equation goes on while an environment or a brace is open', () => {
    const cases = 'y = \\begin{cases}\n 1 & x > 0 \\\\\n 0 & \\text{otherwise}\n\\end{cases}';
    const [section] = page(`## Step\n\`\`\`math\n${cases}\nz = \\frac{1}{\n2}\n\`\`\`\n`).sections;
    expect(section?.formulas.map(({ text }) => text)).toEqual([cases, 'z = \\frac{1}{\n2}']);
  });

  it('entries stand below their section, prose lines keep their backticks', () => {
    const [laws] = page('## Laws\n\n### odd\n\nOne half.\nwhere `g = 0`\n').sections;
    expect(laws?.sections[0]?.title).toBe('odd');
    expect(laws?.sections[0]?.lines.map(({ line, text }) => [line, text])).toEqual([
      [8, 'One half.'],
      [9, 'where `g = 0`'],
    ]);
  });

  it('a fence that is not mathematics is not read', () => {
    expect(page('## Notes\n\n```js\na = 1\n```\n').sections[0]?.formulas).toEqual([]);
  });

  it('carriage returns do not move positions', () => {
    const [section] = readMarkdown('p.md', '---\r\nid: a/b\r\n---\r\n## Step\r\n```math\r\na = 1\r\n```\r\n').sections;
    expect(section?.formulas).toEqual([{ file: 'p.md', line: 6, column: 1, text: 'a = 1' }]);
  });
});
