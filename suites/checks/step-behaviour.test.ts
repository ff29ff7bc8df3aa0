import { describe, expect, it } from 'vitest';
import type { Adapter, Instance, Kernel, Outputs } from '../../adapters/contract.ts';
import { fakeAdapter } from '../../adapters/fakes/fakes.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { isScaleInvariant } from '../stateful/scale-degrees.ts';
import type { CheckContext } from './check.ts';
import { checkStepBehaviour } from './step-behaviour.ts';
import { checkStepExtremes } from './step-extremes.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const adamw = pages.get('optimizer/adamw')!;
const sound = fakeAdapter('sound');
const create = sound.kernels.get('optimizer/adamw')!.create!;

function contextOf(kernel: Kernel, adapter: Adapter = sound): CheckContext {
  return {
    adapter,
    kernel,
    arithmetic: { format: 'float32', scalarFormat: 'float64', flushes: false },
    effort: { seed: 1, runs: 3, sweep: true, expired: () => false },
  };
}

/** The sound optimizer with its instances changed. */
const changed = (change: (instance: Instance) => Instance): Kernel => ({
  origin: 'native',
  formats: ['float32'],
  create: async (hyper, format) => change(await create(hyper, format)),
});

const all = (instance: Instance): Instance => ({
  step: (inputs) => instance.step(inputs),
  state: () => instance.state!(),
  load: (state) => instance.load!(state),
});

const behaviour = (kernel: Kernel) => checkStepBehaviour(contextOf(kernel), adamw);
const extremes = (kernel: Kernel) => checkStepExtremes(contextOf(kernel), adamw);
const messages = ({ findings }: { findings: readonly { message?: string }[] }) =>
  findings.map(({ message }) => message).join();

describe('the behaviour of a step', () => {
  it('of a sound subject is beyond reproach; that it counts anew after a restore is a convention', async () => {
    const outcome = await behaviour(changed(all));
    expect(outcome.verdict).toEqual({ kind: 'pass' });
    expect(outcome.conventions.join()).toContain('counts from 1');
  });

  it('is not judged for restoring where there is no load()', async () => {
    const outcome = await behaviour(changed((instance) => ({ step: (inputs) => instance.step(inputs) })));
    expect(outcome.verdict.kind).toBe('pass');
    expect(outcome.conventions.join()).toContain('was not tried');
  });

  it('tells which slot a restored subject has lost', async () => {
    const forgetful = changed((instance) => ({
      ...all(instance),
      load: ({ m, v }: Outputs) => instance.load!({ m: m!, v: { ...v!, data: v!.data.map(() => 0) as never } }),
    }));
    expect(messages(await behaviour(forgetful))).toContain('v starts anew');
  });

  it('does not let an element look at its place', async () => {
    const crooked = changed((instance) => ({
      ...all(instance),
      step: async (inputs) => {
        const { theta } = await instance.step(inputs);
        theta!.data[0]! *= 2;
        return { theta: theta! };
      },
    }));
    expect(messages(await behaviour(crooked))).toContain('depends on its place');
  });
});

describe('extreme gradients', () => {
  it('leave a sound subject and its other elements alone', async () => {
    expect((await extremes(changed(all))).verdict).toEqual({ kind: 'pass' });
  });

  it('must not reach other elements', async () => {
    const spreading = changed((instance) => ({
      ...all(instance),
      step: async ([theta, g]) => {
        const result = await instance.step([theta!, g!]);
        return [...g!.data].some(Number.isNaN)
          ? { theta: { ...theta!, data: theta!.data.map(() => Number.NaN) as never } }
          : result;
      },
    }));
    expect(messages(await extremes(spreading))).toContain('a g of NaN disturbs other elements');
  });

  it('must not break what is finite', async () => {
    const brittle = changed((instance) => ({
      ...all(instance),
      step: async ([theta, g]) => {
        const result = await instance.step([theta!, g!]);
        g!.data.forEach((x, i) => {
          if (x !== 0 && Math.abs(x) < 1e-30) result.theta!.data[i] = Number.NaN;
        });
        return result;
      },
    }));
    expect((await extremes(brittle)).verdict).toEqual({ kind: 'fail', why: 'nan' });
  });
});

describe('the scale of a step', () => {
  it('is derived from the equations', () => {
    const invariant = [...pages.values()].filter((page) => page.kind === 'stateful' && isScaleInvariant(page));
    const ids = invariant.map(({ id }) => id);
    expect(ids).toContain('optimizer/adam');
    expect(ids).toContain('optimizer/rmsprop');
    expect(ids).not.toContain('optimizer/sgd');
    expect(ids).not.toContain('optimizer/adam-l2');
  });
});
