import { describe, expect, it } from 'vitest';
import { buildModel } from '../suites/stateful/model.ts';
import { builtinPages } from './harness/judge-subject.ts';
import { editsOf } from './token-edits/edits.ts';
import { formulaSubject } from './token-edits/formula-subject.ts';
import { sameFunction } from './token-edits/same-function.ts';
import { scorePage, statelessPages, stepPages } from './token-edits/score-page.ts';
import { conformsEverywhere } from './token-edits/separation.ts';
import { conformsInEveryRun } from './token-edits/step-separation.ts';
import { stepSubject } from './token-edits/step-subject.ts';

/** `npm run token-edits` judges every edit of every page; here one page in six has one edit in so many. */
const STRIDE = 12;
const PAGES = statelessPages().filter((_, i) => i % 6 === 3);

/** Steps take longer: one page in six has one edit in so many. */
const STEP_STRIDE = 60;
const STEP_PAGES = stepPages().filter((_, i) => i % 6 === 1);

const functionOf = (name: string, patches: readonly string[] = []) => {
  const page = builtinPages().get(`activation/${name}`)!;
  return { page, formula: buildModel(page, patches, 'definition').modes.values().next().value!.open.get('y')! };
};

describe('a definition or step with one token changed', () => {
  it('is never passed where a value shows it, and never called by the name of another function', async () => {
    let judged = 0;
    const pages = [
      ...PAGES.map((page) => [page, STRIDE] as const),
      ...STEP_PAGES.map((page) => [page, STEP_STRIDE] as const),
    ];
    for (const [page, stride] of pages) {
      const { scored } = await scorePage(page, 'float32', stride);
      expect(scored.length, page.id).toBeGreaterThan(0);
      judged += scored.length;
      const bad = scored.filter(({ outcome }) => outcome === 'missed' || outcome === 'named wrong');
      expect(bad.map(({ page: id, edit, outcome, detail }) => `${id}, ${edit.what}: ${outcome} (${detail})`)).toEqual(
        [],
      );
    }
    expect(judged).toBeGreaterThan(pages.length);
  });
});

describe('the edits of a step', () => {
  const page = builtinPages().get('optimizer/momentum')!;
  const formulas = editsOf(page).map(({ formula }) => formula.replaceAll(' ', ''));

  it('mistake the step before for this one, and a value for another', () => {
    const before = 'v_t=\\muv_{t-1}+g_t';
    expect([...page.systems.values()][0]!.equations.get('velocity')!.latex.replaceAll(' ', '')).toBe(before);
    expect(formulas).toEqual(
      expect.arrayContaining([before.replace('g_t', '\\theta_{t-1}'), before.replace('+', '-')]),
    );
    expect(formulas).not.toContain(before);
  });
  it('are each made once', () => {
    expect(new Set(formulas).size).toBe(formulas.length);
  });
});

describe('the answers are checked by means that can say no', () => {
  it('the further runs pass the steps of the page itself and refuse another denominator', async () => {
    const page = builtinPages().get('optimizer/adagrad')!;
    const stepping = (patches: readonly string[]) =>
      conformsInEveryRun(page, stepSubject(page, buildModel(page, patches, 'definition'), 'float32'), 'float32');
    expect((await stepping([])).conforms).toBe(true);
    expect((await stepping(['epsilon-inside-root'])).conforms).toBe(false);
  });

  it('the dense sample passes the page itself and refuses a truncated constant', async () => {
    const { page, formula } = functionOf('gelu-tanh');
    const truncated = functionOf('gelu-tanh', ['constant-0-0447']).formula;
    expect(
      (await conformsEverywhere(page, formulaSubject(page, new Map([['y', truncated]]), 'float32'), 'float32'))
        .conforms,
    ).toBe(false);
    const sound = buildModel(page, []).modes.values().next().value!.open.get('y')!;
    expect(
      (await conformsEverywhere(page, formulaSubject(page, new Map([['y', sound]]), 'float32'), 'float32')).conforms,
    ).toBe(true);
    expect(sameFunction(page, formula, sound)).toBe(true);
    expect(sameFunction(page, formula, truncated)).toBe(false);
  });
});
