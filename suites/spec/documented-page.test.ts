import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { proveSpec, type SpecStatement } from './prove-spec.ts';

const manual = readFileSync(new URL('../../docs/pages.md', import.meta.url), 'utf8');
const squareplus = /````markdown\n([\s\S]*?)````/.exec(manual)?.[1] ?? '';

const folder = mkdtempSync(join(tmpdir(), 'assay-my-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A user's own folder beside the project's pages, as `--pages` loads them; statements of the user's page only. */
function proveOwn(text: string): SpecStatement[] {
  mkdirSync(join(folder, 'activation'), { recursive: true });
  writeFileSync(join(folder, 'activation', 'squareplus.md'), text);
  const { pages, problems } = loadPages([builtinPagesFolder(), folder]);
  const own = new Map([...pages].filter(([id]) => id === 'activation/squareplus'));
  return proveSpec(own, problems, { points: 200 });
}

const refusals = (text: string): string[] =>
  proveOwn(text)
    .filter(({ status }) => status === 'refused')
    .map(({ file, line, column, what }) => `${file.slice(folder.length + 1)}:${line}:${column}: ${what}`);

const lineOf = (text: string): number => squareplus.slice(0, squareplus.indexOf(text)).split('\n').length;

describe('the example page of the manual, in a folder of its own', () => {
  it('is sound, and everything on it is spoken of', () => {
    const statements = proveOwn(squareplus);
    expect(statements.filter(({ status }) => status === 'refused')).toEqual([]);
    expect(statements.map(({ what }) => what)).toEqual([
      'y stays in (0, inf)',
      'accuracy form of y',
      'algorithm half-outside: y',
      'mistake missing-half is other mathematics',
      'mistake relu-instead is other mathematics',
      'derivative of y by x',
      'accuracy form of the derivative of y by x',
      'law difference',
      'law above-relu',
      'law monotonic',
      'value of y at +0',
      'value of y at -0',
      'limit of y at +inf',
      'limit of y at -inf',
      "limit of y' at +inf",
      "limit of y' at -inf",
    ]);
  });

  it('is refused at the derivative when its sign is wrong, with the definition as the other suspect', () => {
    const wrong = squareplus.replace('\\frac{1}{2} (1 + ', '\\frac{1}{2} (1 - ');
    expect(refusals(wrong)).toContain(`activation/squareplus.md:${lineOf("f'(x) =")}:1: derivative of y by x`);
    const found = proveOwn(wrong).find(({ what }) => what === 'derivative of y by x');
    expect(found?.fix).toBe(`correct it or the definition in line ${lineOf('f(x) = \\frac{x')}`);
    expect(found?.detail).toMatch(/^[\d.e-]+ on the page, [\d.e-]+ by differentiation, at x = -?[\d.]+$/);
  });

  it('is refused at the place of a word that is not in the language, with a remedy', () => {
    const wrong = squareplus.replace('x + \\sqrt{x^2 + 4}', 'q + \\sqrt{x^2 + 4}');
    const [first] = proveOwn(wrong);
    expect(first).toMatchObject({ status: 'refused', line: lineOf('f(x) = \\frac{x'), column: 14 });
    expect(first?.fix).not.toBe('');
  });

  it('is refused at a key of the front matter that does not exist', () => {
    expect(refusals(squareplus.replace('landmarks:', 'landmark:'))).toEqual([
      `activation/squareplus.md:${lineOf('landmarks:')}:1: unknown key "landmark"`,
    ]);
  });

  it('is refused when it takes the id of a page that exists', () => {
    const [first, ...others] = refusals(squareplus.replace('activation/squareplus', 'activation/sigmoid'));
    expect(first).toContain('activation/squareplus.md:2:');
    expect(others).toEqual([]);
  });
});
