import { describe, expect, it } from 'vitest';
import { areDisjoint, type Enclosure } from '../../reference/enclosure.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { bigintField } from '../../reference/interval/bigint.ts';
import { inlineSystem } from './inline.ts';
import { builtinPagesFolder, findPage, loadPages } from './load-page.ts';
import type { Page } from './page.ts';
import { applyPatches } from './patch.ts';
import { type RationalPoint, rationalPoints } from './testing/rational-points.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const field = bigintField(200);

/** Both parts of the schedule are met by steps from 2 to 10. */
const HELD = { warmupSteps: 6, totalSteps: 13 };

/** What a page computes under a patch: every output, state and parameter in every mode at some points. */
function values(page: Page, patches: readonly string[]): ReadonlyMap<string, Enclosure | undefined> {
  const found = new Map<string, Enclosure | undefined>();
  for (const mode of page.modes) {
    const inlined = inlineSystem(page, applyPatches(page, mode, patches), { keepStates: false });
    let i = 0;
    for (const { environment, bindings } of [...rationalPoints(page, 12, HELD), ...landmarkPoints(page)]) {
      i++;
      for (const [key, expression] of inlined)
        found.set(`${mode} ${key} ${i}`, field.bounds(evaluate(field, expression, environment, { bindings })));
    }
  }
  return found;
}

/** The landmarks and kinks of an elementwise page: some patches differ only there, or far out. */
function landmarkPoints(page: Page): RationalPoint[] {
  const [point] = rationalPoints(page, 1, HELD);
  const input = page.call[0];
  if (!point || page.kind !== 'scalar') return [];
  return [...page.kinks, ...page.landmarks].map((landmark) => ({
    ...point,
    environment: {
      ...point.environment,
      value: (key, lag, at) => (key === input ? landmark : point.environment.value(key, lag, at)),
    },
  }));
}

/** Disjoint enclosures prove two values different; a value and none are different too. */
function differ(a: ReturnType<typeof values>, b: ReturnType<typeof values>): boolean {
  if (a.size !== b.size) return true;
  return [...a].some(([place, one]) => {
    const other = b.get(place);
    if (!one || !other) return one !== other;
    return areDisjoint(one, other);
  });
}

describe.each([...pages.keys()])('%s', (id) => {
  const page = findPage(pages, id);
  const definition = values(page, []);
  const patches = [...page.patches.values()].map((patch) => ({ ...patch, values: values(page, [patch.id]) }));

  it('every algorithm is the definition in another form, and nothing else is', () => {
    const same = patches.filter((patch) => !differ(patch.values, definition));
    expect(same.map((patch) => patch.id)).toEqual(patches.filter(({ kind }) => kind === 'algorithm').map((p) => p.id));
  });

  it('no two variants, mistakes and ignored settings compute the same', () => {
    const others = patches.filter(({ kind }) => kind !== 'algorithm');
    const equal = others.flatMap((a, i) =>
      others.slice(i + 1).flatMap((b) => (differ(a.values, b.values) ? [] : [`${a.id} = ${b.id}`])),
    );
    expect(equal).toEqual([]);
  });

  it('every mistake has a title that is one sentence', () => {
    for (const { kind, title, id: patch } of page.patches.values())
      if (kind === 'mistake' || kind === 'variant') expect(title, patch).toMatch(/^[A-Z].* .*[^.]$/);
  });
});

describe('patches that meet in one hypothesis', () => {
  const adamw = findPage(pages, 'adamw');
  const batchnorm = findPage(pages, 'batchnorm');
  const latexOf = (page: Page, mode: string, patches: string[], key: string) =>
    applyPatches(page, mode, patches).equations.get(key)?.latex;

  it('coupled decay enters a second moment that another mistake has rewritten', () => {
    expect(latexOf(adamw, '', ['coupled-decay', 'absolute-gradient'], 'v')).toBe(
      'v_t = \\beta_2 v_{t-1} + (1 - \\beta_2) \\lvert G_t \\rvert',
    );
    expect(latexOf(adamw, '', ['coupled-decay', 'no-first-moment'], 'u')).toBe('u_t = \\frac{G_t}{d_t}');
  });

  it('swapped betas swap in a rewritten moment too', () => {
    expect(latexOf(adamw, '', ['betas-swapped', 'missing-one-minus-beta1'], 'm')).toBe('m_t = \\beta_2 m_{t-1} + g_t');
  });

  it('momentum as decay and the biased running variance make the convention of ONNX and Keras', () => {
    const both = ['momentum-as-decay', 'biased-running-variance'];
    expect(latexOf(batchnorm, 'training', both, 'runningVariance')).toBe(
      '\\bar{v}_{c,t} = (1 - (1 - \\alpha)) \\bar{v}_{t-1,c} + (1 - \\alpha) v_c',
    );
  });

  it.each([
    ['epsilon-inside-root', 'no-decay'],
    ['coupled-decay', 'no-bias-correction'],
    ['absolute-gradient', 'decay-after-update'],
    ['betas-swapped', 'decay-not-times-lr'],
  ])('%s and %s compute neither the one nor the other', (a, b) => {
    const [both, one, other] = [[a, b], [a], [b]].map((set) => values(adamw, set)) as [Values, Values, Values];
    expect(differ(both, one) && differ(both, other)).toBe(true);
  });
});

type Values = ReturnType<typeof values>;
