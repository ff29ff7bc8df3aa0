import { describe, expect, it } from 'vitest';
import { buildModel } from '../suites/stateful/model.ts';
import { builtinPages } from './harness/judge-subject.ts';
import { formulaSubject } from './token-edits/formula-subject.ts';
import { sameFunction } from './token-edits/same-function.ts';
import { scorePage, statelessPages } from './token-edits/score-page.ts';
import { conformsEverywhere } from './token-edits/separation.ts';

/** `npm run token-edits` judges every edit of every page; here one page in six has one edit in so many. */
const STRIDE = 12;
const PAGES = statelessPages().filter((_, i) => i % 6 === 0);

const functionOf = (name: string, patches: readonly string[] = []) => {
  const page = builtinPages().get(`activation/${name}`)!;
  return { page, formula: buildModel(page, patches, 'definition').modes.values().next().value!.open.get('y')! };
};

describe('a definition with one token changed', () => {
  it('is never passed where a value shows it, and never called by the name of another function', async () => {
    let judged = 0;
    for (const page of PAGES) {
      const { scored } = await scorePage(page, 'float32', STRIDE);
      expect(scored.length, page.id).toBeGreaterThan(0);
      judged += scored.length;
      const bad = scored.filter(({ outcome }) => outcome === 'missed' || outcome === 'named wrong');
      expect(bad.map(({ page: id, edit, outcome, detail }) => `${id}, ${edit.what}: ${outcome} (${detail})`)).toEqual(
        [],
      );
    }
    expect(judged).toBeGreaterThan(PAGES.length);
  });
});

describe('the answers are checked by means that can say no', () => {
  it('the dense sample passes the page itself and refuses a truncated constant', async () => {
    const { page, formula } = functionOf('gelu-tanh');
    const truncated = functionOf('gelu-tanh', ['constant-0-0447']).formula;
    expect((await conformsEverywhere(page, formulaSubject(page, 'y', truncated, 'float32'), 'float32')).conforms).toBe(
      false,
    );
    const sound = buildModel(page, []).modes.values().next().value!.open.get('y')!;
    expect((await conformsEverywhere(page, formulaSubject(page, 'y', sound, 'float32'), 'float32')).conforms).toBe(
      true,
    );
    expect(sameFunction(page, formula, sound)).toBe(true);
    expect(sameFunction(page, formula, truncated)).toBe(false);
  });
});
