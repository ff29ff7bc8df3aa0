import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { coverageDocument, unnamedPages } from './document.ts';
import { COVERAGE } from './rows.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const rows = COVERAGE.flatMap(({ blocks }) => blocks.flatMap((block) => block.rows));

describe('docs/coverage.md', () => {
  it('is what the pages say now (after a change: npx tsx test/covered-operators/run.ts)', () => {
    const written = readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8');
    expect(written).toBe(coverageDocument(pages));
  });

  it('names every page of the families that it covers', () => {
    expect(unnamedPages(pages)).toEqual([]);
    const without = rows.flatMap((row) => row.pages).find((id) => id.startsWith('activation/'))!;
    expect(unnamedPages(new Map([['activation/new', { ...pages.get(without)!, id: 'activation/new' }]]))).toEqual([
      'activation/new',
    ]);
  });

  it('promises no page that there is not', () => {
    const fewer = new Map([...pages].filter(([id]) => id !== 'activation/glu'));
    expect(() => coverageDocument(fewer)).toThrow(/activation\/glu, which there is not/);
  });

  it('lists pages that have laws, at least five mistakes to be told from, and a derivative where they are functions of an input', () => {
    const bare = rows
      .flatMap((row) => row.pages)
      .map((id) => pages.get(id)!)
      .filter(({ laws, derivatives, patches, family }) => {
        const mistakes = [...patches.values()].filter(({ kind }) => kind === 'mistake');
        const differentiable = ['activation', 'elementary', 'block'].includes(family);
        return laws.length === 0 || (differentiable && derivatives.length === 0) || mistakes.length < 5;
      });
    expect(bare.map(({ id }) => id)).toEqual([]);
  });
});
