import { describe, expect, it } from 'vitest';
import type { Instance, Kernel } from '../../adapters/contract.ts';
import { fakeAdapter } from '../../adapters/fakes/fakes.ts';
import { referenceAdapter } from '../../adapters/reference/reference.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Law } from '../../spec/language/page.ts';
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
