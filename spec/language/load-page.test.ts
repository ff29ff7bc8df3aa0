import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examinePages, loadPage, loadPages } from './load-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SQUARE = `---
id: test/square
title: Square
kind: scalar
symbols:
  x: {latex: x, role: input, elementwise: true}
  y: {latex: f, role: output, elementwise: true, of: [x]}
call: [x]
---

# Square

## Definition

\`\`\`math
f(x) = x^2
\`\`\`

## Derivative

\`\`\`math
f'(x) = 2 x
\`\`\`

## Known mistakes

### cube

Three for two.

\`\`\`math
f(x) = x^3
\`\`\`
`;

let count = 0;
function problemsOf(text: string): string[] {
  const file = join(folder, `page${(count += 1)}.md`);
  writeFileSync(file, text);
  return loadPage(file).problems.map((problem) => String(problem).replace(`${file}:`, ''));
}

describe('loading a page', () => {
  it('a sound page has no problems', () => {
    expect(problemsOf(SQUARE)).toEqual([]);
  });

  it('an error in a formula is reported at its line and column', () => {
    const [problem, ...rest] = problemsOf(SQUARE.replace('f(x) = x^2', 'f(x) = x^2 + q'));
    expect(rest).toEqual([]);
    expect(problem).toMatch(/^16:14: .*q/);
  });

  it('an error in the front matter is reported at its line and column', () => {
    expect(problemsOf(SQUARE.replace('role: input', 'role: inptu'))).toEqual([
      expect.stringMatching(/^6:23: symbols\.x\.role/),
    ]);
    expect(problemsOf(SQUARE.replace('call: [x]', 'calls: [x]'))).toEqual([
      expect.stringMatching(/^8:1: unknown key "calls"/),
    ]);
  });

  it('broken YAML and missing front matter are problems, not crashes', () => {
    expect(problemsOf(SQUARE.replace('call: [x]', 'call: [x'))[0]).toMatch(/^\d+:\d+: the front matter is not YAML/);
    expect(problemsOf('# Square\n')).toEqual([expect.stringMatching(/^1:1: the page has no front matter/)]);
    expect(problemsOf('---\nid: test/x\n')).toEqual([expect.stringMatching(/^1:1: the front matter is not closed/)]);
  });

  it('all problems of a page are reported together', () => {
    const text = SQUARE.replace('x^2', 'x^2 + q').replace('x^3', 'x^3 + r').replace('## Derivative', '## Derivativ');
    expect(problemsOf(text)).toHaveLength(3);
  });

  it('a misspelled section is a problem', () => {
    expect(problemsOf(SQUARE.replace('Known mistakes', 'Known mistake'))).toEqual([
      expect.stringMatching(/^25:1: no section of a page is called "Known mistake"/),
    ]);
  });

  it('an output without an equation is a problem', () => {
    expect(problemsOf(SQUARE.replace('call:', '  z: {latex: z, role: output}\ncall:'))).toEqual([
      expect.stringMatching(/^8:6: definition: no equation gives "z"/),
    ]);
  });

  it('a patch that changes nothing is a problem', () => {
    expect(problemsOf(SQUARE.replace('```math\nf(x) = x^3\n```\n', ''))).toEqual([
      expect.stringMatching(/^27:1: "cube" changes nothing/),
    ]);
  });

  it('an input outside the call order is a problem', () => {
    expect(problemsOf(SQUARE.replace('call: [x]', 'call: []'))).toEqual([
      expect.stringMatching(/^8:7: the input "x" is missing from the call order/),
    ]);
  });

  it('a substitution of a symbol that the equation does not use is a problem', () => {
    const text = SQUARE.replace('call:', '  k: {latex: k, role: hyper}\ncall:').replace(
      '```math\nf(x) = x^3\n```',
      'replace `k` by `x` in `y`',
    );
    expect(problemsOf(text)).toEqual([expect.stringMatching(/the equation of "y" does not use "k"/)]);
  });

  it('a directive line that cannot be read is a problem, not prose', () => {
    expect(problemsOf(SQUARE.replace('Three for two.', 'swap `x` with `y` in `y`'))).toEqual([
      expect.stringMatching(/^29:1: the line "swap/),
    ]);
  });

  it('equations that need each other are a problem that names the cycle', () => {
    const text = SQUARE.replace(
      'call:',
      '  a: {latex: a, role: local, elementwise: true}\n  b: {latex: b, role: local, elementwise: true}\ncall:',
    ).replace('f(x) = x^2\n', 'a = b + x\nb = a - x\nf(x) = a\n');
    expect(problemsOf(text)[0]).toMatch(/^18:1: .*"a" -> "b" -> "a"/);
  });

  it('a page derived from itself, or from nothing, is a problem', () => {
    const derived = (id: string, base: string) =>
      `---\nid: ${id}\ntitle: D\nkind: scalar\nbase: {page: ${base}}\n---\n# D\n`;
    const own = join(folder, 'own');
    mkdirSync(own);
    writeFileSync(join(own, 'a.md'), derived('test/a', 'test/b'));
    writeFileSync(join(own, 'b.md'), derived('test/b', 'test/a'));
    writeFileSync(join(own, 'c.md'), derived('test/c', 'test/none'));
    const messages = loadPages([own]).problems.map(String);
    expect(messages.some((m) => m.includes('derived from itself: test/a -> test/b -> test/a'))).toBe(true);
    expect(messages.some((m) => m.includes('there is no page "test/none"'))).toBe(true);
  });

  it('a base page under a patch gives its equations, without that patch', () => {
    const family = join(folder, 'family', 'test');
    mkdirSync(family, { recursive: true });
    writeFileSync(join(family, 'square.md'), SQUARE);
    writeFileSync(
      join(family, 'cube.md'),
      '---\nid: test/cube\ntitle: Cube\nkind: scalar\nbase: {page: test/square, patches: [cube]}\n---\n# Cube\n',
    );
    const { page, problems } = loadPage(join(family, 'cube.md'));
    expect(problems).toEqual([]);
    expect(page?.systems.get('')?.equations.get('y')?.latex).toBe('f(x) = x^3');
    expect([...(page?.patches.keys() ?? [])]).toEqual([]);
    expect(page?.derivatives).toEqual([]);
  });

  describe('of a folder that is taken as checked', () => {
    const trusted = join(folder, 'trusted');
    mkdirSync(trusted);
    writeFileSync(join(trusted, 'square.md'), SQUARE.replace('x^3', 'x^3 + q'));
    const problem = expect.stringMatching(/square\.md:32:14: .*q/);

    it('reads patches when they are asked for, and then tells what is wrong with one', () => {
      const { pages, problems } = loadPages([trusted], trusted);
      expect(problems).toEqual([]);
      const page = pages.get('test/square')!;
      expect(page.systems.get('')?.equations.get('y')?.latex).toBe('f(x) = x^2');
      let message = '';
      try {
        message = `${page.patches.size} patches`;
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).toEqual(problem);
    });

    it('reads all of it where pages are examined', () => {
      expect(examinePages([trusted]).problems.map(String)).toEqual([problem]);
      expect(loadPages([trusted]).problems.map(String)).toEqual([problem]);
    });

    it('goes by folders, not by the beginning of a name', () => {
      const beside = `${trusted}-not`;
      mkdirSync(beside);
      writeFileSync(join(beside, 'square.md'), SQUARE.replace('x^3', 'x^3 + q'));
      expect(loadPages([beside], trusted).problems).toHaveLength(1);
    });
  });
});
