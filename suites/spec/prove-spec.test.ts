import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, examinePages, findPage } from '../../spec/language/load-page.ts';
import { proveSpec, type SpecStatement } from './prove-spec.ts';
import { plantError } from './testing/plant-error.ts';
import { PLANTED_IN_ACTIVATIONS } from './testing/planted-in-activations.ts';
import { PLANTED_IN_STEPS } from './testing/planted-in-steps.ts';
import { PLANTED_IN_TENSORS } from './testing/planted-in-tensors.ts';

const { pages, problems } = examinePages([builtinPagesFolder()]);

/** Of each page once. `assay check-spec`, which .ci/run calls, asks 1,000 points. */
const proved = new Map<string, readonly SpecStatement[]>();
function statementsOf(id: string): readonly SpecStatement[] {
  const statements = proved.get(id) ?? proveSpec(new Map([[id, findPage(pages, id)]]), [], { points: 100 });
  proved.set(id, statements);
  return statements;
}

describe('pages of the project', () => {
  it('can all be read', () => {
    expect(problems.map(String)).toEqual([]);
    expect(pages.size).toBeGreaterThanOrEqual(11);
  });

  it.each([...pages.keys()])('%s: every statement is proved or checked, none is refused', (id) => {
    expect(statementsOf(id).filter(({ status }) => status === 'refused')).toEqual([]);
  });

  it('every law, algorithm, variant, mistake, derivative and limit of a page is spoken of', () => {
    for (const [id, page] of pages) {
      const said = statementsOf(id).map(({ what }) => what);
      const expected = [
        ...page.laws.map((law) => `law ${law.id}`),
        ...[...page.patches.values()].filter(({ kind }) => kind !== 'default').map(({ kind, id }) => `${kind} ${id}`),
        ...page.derivatives.map(({ output }) => `derivative of ${output}`),
        ...page.limits
          .filter(({ at }) => at !== 'nan')
          .map((l) => `of ${l.output}${l.derivative ? "'" : ''} at ${l.at}`),
      ];
      for (const name of expected)
        expect(
          said.some((what) => what.includes(name)),
          `${id}: ${name}`,
        ).toBe(true);
    }
  });
});

describe('a typing error on a page is refused', () => {
  const planted = [...PLANTED_IN_ACTIVATIONS, ...PLANTED_IN_TENSORS, ...PLANTED_IN_STEPS];

  it.each(planted.map((each) => [`${each.page}: ${each.error}, by "${each.caught}"`, each] as const))(
    '%s',
    (_, { page, caught, blamed, ...edit }) => {
      const { line: changed, lineOf, refused } = plantError(page, edit);
      const line = blamed ? lineOf(blamed[1], blamed[0]) : changed;
      const found = refused.map(({ what, line }) => ({ what, line }));
      expect(found).toContainEqual({ what: caught, line });
      for (const { detail, fix } of refused) expect(`${detail}${fix ?? ''}`).not.toBe('');
    },
  );

  it.each([...new Set(planted.map(({ page }) => page))])('%s unchanged is accepted', (page) => {
    expect(plantError(page).refused).toEqual([]);
  });
});
