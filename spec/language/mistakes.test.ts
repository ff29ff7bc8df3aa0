import { describe, expect, it } from 'vitest';
import { areDisjoint, type Enclosure } from '../../reference/enclosure.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { bigintField } from '../../reference/interval/bigint.ts';
import { distinctNodes, type Expression } from './expression.ts';
import { inlineSystem } from './inline.ts';
import { builtinPagesFolder, findPage, loadPages } from './load-page.ts';
import type { Page } from './page.ts';
import { applyPatches } from './patch.ts';
import { multiplyRational, type Rational, rational } from './rational.ts';
import { type RationalPoint, rationalPoints } from './testing/rational-points.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const field = bigintField(200);

/** Both parts of the schedule are met by steps from 2 to 10. */
const HELD = { warmupSteps: 6, totalSteps: 13 };

/** Some patches differ at the first step alone, and some of schedules only after the last. */
const STEPS: readonly number[] = [1, 15, 29];

/** What a page computes under some patches: every output, state and parameter in every mode, point by point. */
class Values {
  readonly #found: ReadonlyMap<string, Enclosure | undefined>[] = [];
  readonly #points: readonly RationalPoint[];
  readonly #forms: readonly (readonly [string, ReadonlyMap<string, Expression>])[];

  constructor(page: Page, points: readonly RationalPoint[], patches: readonly string[]) {
    this.#points = points;
    this.#forms = page.modes.map((mode) => [
      mode,
      inlineSystem(page, applyPatches(page, mode, patches), { keepStates: false }),
    ]);
  }

  /** Evaluated when first asked for: most patches are told apart at one of the first points. */
  at(i: number): ReadonlyMap<string, Enclosure | undefined> {
    const known = this.#found[i];
    if (known) return known;
    const found = new Map<string, Enclosure | undefined>();
    const { environment, bindings } = this.#points[i]!;
    for (const [mode, inlined] of this.#forms)
      for (const [key, expression] of inlined)
        found.set(`${mode} ${key}`, field.bounds(evaluate(field, expression, environment, { bindings })));
    this.#found[i] = found;
    return found;
  }

  /** Disjoint enclosures prove two values different; a value and none are different too. */
  differFrom(other: Values): boolean {
    return this.#points.some((_, i) => differAt(this.at(i), other.at(i)));
  }
}

function differAt(a: ReturnType<Values['at']>, b: ReturnType<Values['at']>): boolean {
  if (a.size !== b.size) return true;
  return [...a].some(([place, one]) => {
    const other = b.get(place);
    if (!one || !other) return one !== other;
    return areDisjoint(one, other);
  });
}

const pointsOf = (page: Page): RationalPoint[] => [
  ...timedPoints(page),
  ...closePoints(page),
  ...scaledPoints(page),
  ...landmarkPoints(page),
  ...longBatchPoints(page),
  ...duePoints(page),
  ...limitedPoints(page),
];

/** Points of a page that counts: drawn whole numbers below 11 meet, a count reaches its patience once in nine. */
const COUNTED = 120;

const countsSteps = (page: Page): boolean =>
  [...page.symbols.values()].some(({ role, domain }) => role === 'state' && domain.integer);

function timedPoints(page: Page): RationalPoint[] {
  const steps = page.symbols.has('t') ? STEPS : [];
  const points = steps.flatMap((t) => [...rationalPoints(page, 3, { ...HELD, t })]);
  return [...rationalPoints(page, countsSteps(page) ? COUNTED : 12, HELD), ...points];
}

/** A metric that beats the best by 2^-15 of it: improvements of 0.0001 are published, and of 0 as well. */
function closePoints(page: Page): RationalPoint[] {
  if (!countsSteps(page)) return [];
  return [...rationalPoints(page, 12, HELD)].map((point) => {
    const { value, extent } = point.environment;
    const close = (metric: Rational): Rational => multiplyRational(metric, rational(32769n, 32768n));
    return {
      ...point,
      environment: {
        extent,
        value: (key, lag, at) => (key === 'best' ? close(value('metric', 0, at)) : value(key, lag, at)),
      },
    };
  });
}

/** A step that compares the new gradient with its history: one of the two decides, and which depends on their sizes. */
const weighsHistory = (page: Page): boolean =>
  page.kind === 'stateful' &&
  [...page.systems.values()].some(({ equations }) =>
    distinctNodes(...[...equations.values()].map(({ expression }) => expression)).some(
      (node) => node.kind === 'max' || (node.kind === 'call' && node.fn === 'sign'),
    ),
  );

/** Gradients and epsilons from a 64th of what was drawn to 256 times as much. */
function scaledPoints(page: Page): RationalPoint[] {
  if (!page.symbols.has('g') || !weighsHistory(page)) return [];
  return [1, 8, 16, 32, 64, 128, 256, 4096, 16384].flatMap((scale) =>
    [...rationalPoints(page, 12, HELD)].map((point) => {
      const { value, extent } = point.environment;
      const scaled = (key: string, x: Rational): Rational =>
        key === 'g' || key === 'epsilon' ? multiplyRational(x, rational(BigInt(scale), 64n)) : x;
      return { ...point, environment: { extent, value: (key, lag, at) => scaled(key, value(key, lag, at)) } };
    }),
  );
}

const readsExtent = (page: Page): boolean =>
  [...page.systems.values()].some(({ equations }) =>
    distinctNodes(...[...equations.values()].map(({ expression }) => expression)).some(({ kind }) => kind === 'extent'),
  );

/** In a batch of 2 a sum is the sum divided by one less, and the half of a mean is the mean divided twice. */
function longBatchPoints(page: Page): RationalPoint[] {
  return readsExtent(page) ? [...rationalPoints(page, 3, HELD, [5, 3, 4])] : [];
}

/** Steps at which something is due that comes every so many: the first time, and again, of 2 and of 3. */
function duePoints(page: Page): RationalPoint[] {
  if (!page.symbols.has('steps')) return [];
  const due = [
    { steps: 2, t: 2 },
    { steps: 2, t: 6 },
    { steps: 3, t: 3 },
    { steps: 3, t: 9 },
  ];
  return due.flatMap((held) => [...rationalPoints(page, 3, { ...HELD, ...held })]);
}

/** Norms above and below their limit and, rarer, between it and its square: gradients from a 64th of what was drawn. */
function limitedPoints(page: Page): RationalPoint[] {
  if (!page.symbols.has('maxNorm')) return [];
  return [1, 4, 8, 16, 32].flatMap((scale) =>
    [...rationalPoints(page, 12, HELD)].map((point) => {
      const { value, extent } = point.environment;
      const scaled = (key: string, x: Rational): Rational =>
        page.call.includes(key) ? multiplyRational(x, rational(BigInt(scale), 64n)) : x;
      return { ...point, environment: { extent, value: (key, lag, at) => scaled(key, value(key, lag, at)) } };
    }),
  );
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

describe.each([...pages.keys()])('%s', (id) => {
  const page = findPage(pages, id);
  const points = pointsOf(page);
  const definition = new Values(page, points, []);
  const patches = [...page.patches.values()].map((patch) => ({
    ...patch,
    values: new Values(page, points, [patch.id]),
  }));

  it('every algorithm is the definition in another form, and nothing else is', () => {
    const same = patches.filter((patch) => !patch.values.differFrom(definition));
    expect(same.map((patch) => patch.id)).toEqual(patches.filter(({ kind }) => kind === 'algorithm').map((p) => p.id));
  });

  it('no two variants, mistakes and ignored settings compute the same', () => {
    const others = patches.filter(({ kind }) => kind !== 'algorithm');
    const equal = others.flatMap((a, i) =>
      others.slice(i + 1).flatMap((b) => (a.values.differFrom(b.values) ? [] : [`${a.id} = ${b.id}`])),
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
    const points = pointsOf(adamw);
    const [both, one, other] = [[a, b], [a], [b]].map((set) => new Values(adamw, points, set)) as [
      Values,
      Values,
      Values,
    ];
    expect(both.differFrom(one) && both.differFrom(other)).toBe(true);
  });
});
