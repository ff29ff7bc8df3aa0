import { describe, expect, it } from 'vitest';
import type { Instance, Kernel } from '../../adapters/contract.ts';
import { fakeAdapter } from '../../adapters/fakes/fakes.ts';
import { referenceAdapter } from '../../adapters/reference/reference.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Law } from '../../spec/language/page.ts';
import { openInProcess } from '../../test/harness/open-in-process.ts';
import { LANE } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import type { Experiment } from '../stateful/experiment.ts';
import { runExperiment } from '../stateful/trace.ts';
import { StepLawJudge } from './step-law-judge.ts';
import { checkStepLaws } from './step-laws.ts';

const { pages } = loadPages([builtinPagesFolder()]);

/** The laws of a page asked of its reference with its instances changed. */
function laws(id: string, change: (instance: Instance) => Instance, chosen?: (law: Law) => boolean) {
  const page = pages.get(id)!;
  const own = referenceAdapter([page]).kernels.get(id)!;
  const kernel: Kernel = { ...own, create: async (hyper, format) => change(await own.create!(hyper, format)) };
  const context = {
    adapter: fakeAdapter('sound'),
    kernel,
    arithmetic: { format: 'float32', scalarFormat: 'float64', flushes: false },
    effort: { seed: 1, runs: 1, sweep: true, expired: () => false },
  } as const;
  return checkStepLaws(context, chosen ? { ...page, laws: page.laws.filter(chosen) } : page);
}

const hidden = (instance: Instance): Instance => ({ step: (inputs) => instance.step(inputs) });

describe('the laws of a step', () => {
  it('hold of a subject that is right, those of the first step included', async () => {
    const { verdict, conventions } = await laws('schedule/early-stopping', (instance) => instance);
    expect(verdict).toEqual({ kind: 'pass' });
    expect(conventions).toEqual([]);
  });

  it('are left out by name where they speak of a state that is not shown', async () => {
    const { verdict, conventions, tally } = await laws('schedule/early-stopping', hidden);
    expect(verdict).toEqual({ kind: 'pass' });
    expect(tally.judged).toBeGreaterThan(0);
    expect(conventions.join()).toContain('law "first-best" was not tried: the subject does not show best');
  });

  it('cannot be asked where each of them speaks of one: that is no doubt about the subject', async () => {
    const { verdict, findings } = await laws('schedule/early-stopping', hidden, ({ id }) => id === 'first-best');
    expect(verdict).toMatchObject({ kind: 'unsupported', reason: expect.stringContaining('does not show best') });
    expect(findings).toEqual([]);
  });

  it('see a state in the output that repeats it', async () => {
    const { conventions } = await laws('schedule/reduce-on-plateau', hidden);
    expect(conventions.join()).not.toContain('rate-above-minimum');
  });

  it('show the symbol that a broken one speaks of', async () => {
    const doubled = (instance: Instance): Instance => ({
      step: (inputs) => instance.step(inputs),
      state: async () => {
        const state = await instance.state!();
        return { ...state, best: { ...state.best!, data: state.best!.data.map((x) => 2 * x) as never } };
      },
    });
    const { verdict, findings } = await laws('schedule/early-stopping', doubled);
    expect(verdict).toEqual({ kind: 'fail', why: 'law' });
    expect(findings[0]?.counterexample).toMatchObject({ output: 'best', step: 1 });
    expect(findings[0]?.message).toContain('"first-best"');
  });
});

describe('what a law supposes', () => {
  it('has to hold as the subject computes it: -0.99 is not below -1 (1 - 0.01) in float32', async () => {
    const page = pages.get('schedule/reduce-on-plateau')!;
    const law = page.laws.find(({ id }) => id === 'improvement-resets')!;
    const judge = new StepLawJudge(page, law, { format: 'float32', scalarFormat: 'float64', flushes: false });
    const adapter = await openInProcess('sound/reduce-on-plateau/every-operation-rounded.ts');
    const judged = async (metrics: readonly number[]): Promise<{ broken: boolean; tally: Tally }> => {
      const experiment: Experiment = {
        id: 'near',
        hyper: { lrInitial: 0.1, factor: 0.5, patience: 2, threshold: 0.01, lrMin: 1e-5 },
        parameters: {},
        extents: new Map([[LANE, 1]]),
        commands: metrics.map((x) => ({ kind: 'step', inputs: { metric: [Math.fround(x)] } })),
      };
      const trace = await runExperiment(page, adapter.kernels.get(page.id)!, experiment, 'float32');
      const tally = new Tally({ format: 'float32', scalarFormat: 'float64', flushes: false });
      return { broken: judge.judge([{ trace, observations: trace.observations }], tally) !== undefined, tally };
    };
    expect(await judged([-1, 7, -0.99])).toMatchObject({ broken: false, tally: { judged: 0 } });
    expect(await judged([-1, 7, -2])).toMatchObject({ broken: false, tally: { judged: 1 } });
  });

  it.each([
    ['early-stopping', 'stopping'],
    ['reduce-on-plateau', 'plateau'],
  ])('is exact where %s compares what it was given', async (name, file) => {
    const adapter = await openInProcess(`wrong/schedule/${file}-equal-counts-as-better.ts`);
    const page = pages.get(`schedule/${name}`)!;
    const { verdict, findings } = await checkStepLaws(
      {
        adapter,
        kernel: adapter.kernels.get(page.id)!,
        arithmetic: { format: 'float32', scalarFormat: 'float64', flushes: false },
        effort: { seed: 1, runs: 25, sweep: true, expired: () => false },
      },
      page,
    );
    expect(verdict).toEqual({ kind: 'fail', why: 'law' });
    expect(findings.map(({ message }) => message).join()).toContain('the law "worse-counts"');
  });
});
