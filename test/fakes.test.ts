import { describe, expect, it } from 'vitest';
import { type FakeName, fakeAdapter } from '../adapters/fakes/fakes.ts';
import type { Verdict } from '../reports/record.ts';
import { applicable, type Judged, judgeSubjects } from './harness/judge-subject.ts';

/** Without what is the same for every seed: the sweep of bfloat16 patterns, and comparisons of a subject with itself. */
const EFFORT = { formats: ['float32'], sweep: false } as const;

const judged = (fake: FakeName): Promise<Judged> => judgeSubjects([fakeAdapter(fake)], EFFORT);

/** One check, or several, with all of its efforts. */
const judgedIn = (checks: string, fake: FakeName): Promise<Judged> =>
  judgeSubjects([fakeAdapter(fake)], { formats: ['float32'], checks });

/** Verdicts other than a pass, by check. */
const findings = (run: Judged): Record<string, Verdict> =>
  Object.fromEntries(
    applicable(run)
      .filter(({ verdict }) => verdict.kind !== 'pass')
      .map(({ check, verdict }) => [check, verdict]),
  );

/**
 * sigma(1.001 x): the wrong value, seen along the axis as well, and the laws that tie sigma to other functions at one
 * input. Its derivative and its special values are right.
 */
const WRONG_SIGMOID: Record<string, Verdict> = {
  'activation/sigmoid/value': { kind: 'fail', why: 'accuracy' },
  'activation/sigmoid/stability': { kind: 'fail', why: 'accuracy' },
  'activation/sigmoid/laws': { kind: 'fail', why: 'law' },
};

describe('an adapter that is wrong in one known way', () => {
  it('sound: nothing is found in the control', async () => {
    const run = await judgeSubjects([fakeAdapter('sound')], { formats: ['float32'] });
    expect(findings(run)).toEqual({});
    expect(run.footer.exitCode).toBe(0);
    expect(applicable(run).length).toBeGreaterThan(10);
  });

  it('slow: waiting for an answer changes nothing', async () => {
    expect(findings(await judged('slow'))).toEqual({});
  });

  it('wrong-constant: a slope off by a thousandth is caught wherever values are, a missing correction by its name', async () => {
    const run = await judged('wrong-constant');
    expect(findings(run)).toEqual({
      ...WRONG_SIGMOID,
      'optimizer/adamw/step': { kind: 'mistake', names: ['no-bias-correction-m'] },
    });
    expect(run.footer.exitCode).toBe(1);
  });

  it('nan: every operator that loses a value says so', async () => {
    const checks = ['activation/sigmoid/value', 'activation/tanh/derivative', 'optimizer/adamw/step'];
    const found = findings(await judgeSubjects([fakeAdapter('nan')], { ...EFFORT, checks: checks.join() }));
    expect(found).toEqual(Object.fromEntries(checks.map((check) => [check, { kind: 'fail', why: 'nan' }])));
  });

  it('nondeterministic: the spread is told, and no equation is blamed', async () => {
    const checks = ['activation/sigmoid/value', 'activation/sigmoid/derivative', 'optimizer/adamw/step'];
    const run = await judgedIn(checks.join(), 'nondeterministic');
    const found = findings(run);
    for (const check of checks) {
      expect(found[check]).toEqual({ kind: 'nondeterministic', spread: '1 ulp' });
    }
    const told = run.findings.find(({ check }) => check === 'optimizer/adamw/step');
    expect(told?.diagnosis).toBeUndefined();
    expect(told?.message).toContain('values came back different');
  });

  it('shared-state: two instances that are one are a behaviour, not chance and not an equation', async () => {
    const run = await judgedIn('optimizer/adamw/step', 'shared-state');
    expect(findings(run)['optimizer/adamw/step']).toEqual({ kind: 'fail', why: 'behaviour' });
    const told = run.findings.find(({ check }) => check === 'optimizer/adamw/step');
    expect(told?.diagnosis?.says).toContain('instances are not independent');
  });

  it('vector-differs: an element that depends on where it stands is a behaviour', async () => {
    const run = await judgedIn('optimizer/adamw/step', 'vector-differs');
    expect(findings(run)['optimizer/adamw/step']).toEqual({ kind: 'fail', why: 'behaviour' });
    const told = run.findings.find(({ check }) => check === 'optimizer/adamw/step');
    expect(told?.diagnosis?.says).toContain('depends on where an element stands');
  });

  it('loses-nan: only the special values show it', async () => {
    const found = findings(await judged('loses-nan'));
    expect(Object.keys(found)).toEqual([
      'activation/relu/special',
      'activation/sigmoid/special',
      'activation/tanh/special',
    ]);
  });

  it.each<[FakeName, string]>([
    ['mutating', 'mutated-input'],
    ['wrong-dtype', 'wrong-type'],
    ['missing-output', 'missing-output'],
  ])('%s: no check reaches a verdict, each with the same reason', async (fake, fault) => {
    const run = await judged(fake);
    const found = Object.values(findings(run));
    expect(found.length).toBe(applicable(run).length);
    for (const verdict of found) expect(verdict).toMatchObject({ kind: 'error', fault });
    expect(run.footer.exitCode).toBe(3);
  });
});

describe('subnormal results flushed to zero', () => {
  it('have an accepted set of their own once the subject is known to flush', async () => {
    expect(findings(await judged('flush-to-zero'))).toEqual({});
  });

  it('are wrong where nothing shows that the subject flushes', async () => {
    const flushing = fakeAdapter('flush-to-zero');
    // Without the operators that return a small input unchanged the question cannot be asked.
    const kernels = new Map([...flushing.kernels].filter(([page]) => page === 'activation/sigmoid'));
    const run = await judgeSubjects([{ ...flushing, kernels, subject: 'fake:sigmoid' }], EFFORT);
    expect(findings(run)).toMatchObject({ 'activation/sigmoid/value': { kind: 'unstable', class: 'absolute' } });
  });

  it('are no licence: a flushing subject with a wrong constant is caught all the same', async () => {
    const flushing = fakeAdapter('flush-to-zero');
    const wrong = fakeAdapter('wrong-constant').kernels.get('activation/sigmoid')!;
    const kernels = new Map([...flushing.kernels, ['activation/sigmoid', wrong]]);
    const found = findings(await judgeSubjects([{ ...flushing, kernels }], EFFORT));
    expect(found).toEqual(WRONG_SIGMOID);
  });
});
