import { describe, expect, it } from 'vitest';
import type { FormatName, Hyperparameters, Kernel, Tensor } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { pack, unpack } from '../../reference/formats/storage.ts';
import { checkSchedule } from './schedule.ts';
import { contextFor, pageNamed } from './testing/plain-kernel.ts';

type Rate = (t: number, hyper: Required<Record<string, number>>) => number;

/** A schedule in this thread, from a plain function. */
function scheduleKernel(rate: Rate, hyper?: Hyperparameters): Kernel {
  const forward = ([t]: readonly Tensor[], info: { readonly hyper: Hyperparameters }) => {
    const { dtype, shape, data } = t!;
    const rates = unpack(FORMATS[dtype], data).map((each) => rate(each, info.hyper as Record<string, number>));
    return { lr: { dtype, shape, data: pack(FORMATS[dtype], rates) } };
  };
  return { origin: 'native', formats: ['float32', 'float64'], forward, ...(hyper ? { hyper } : {}) };
}

const judge = (name: string, rate: Rate, format: FormatName = 'float32', hyper?: Hyperparameters) =>
  checkSchedule(contextFor(scheduleKernel(rate, hyper), format), pageNamed(`schedule/${name}`));

const cosine: Rate = (t, { lrMax, lrMin, totalSteps }) =>
  lrMin! + (lrMax! - lrMin!) * Math.cos(((Math.PI / 2) * Math.min(t, totalSteps!)) / totalSteps!) ** 2;
const drops: Rate = (t, { lrMax, gamma, stepSize }) => lrMax! * gamma! ** Math.floor(t / stepSize!);
const warmup: Rate = (t, { lrMax, warmupSteps, totalSteps }) => {
  if (t < warmupSteps!) return (lrMax! * t) / warmupSteps!;
  return lrMax! * Math.cos(((Math.PI / 2) * (t - warmupSteps!)) / (totalSteps! - warmupSteps!)) ** 2;
};

describe('a schedule', () => {
  it.each(['float32', 'float64'] as const)('passes in %s', async (format) => {
    expect((await judge('cosine-annealing', cosine, format)).verdict).toEqual({ kind: 'pass' });
    expect((await judge('step-decay', drops, format)).verdict).toEqual({ kind: 'pass' });
    expect((await judge('cosine-warmup', warmup, format)).verdict).toEqual({ kind: 'pass' });
  });

  it('is asked for enough steps where its runs are short', async () => {
    const { tally } = await judge('exponential', (t, { lrMax, gamma }) => lrMax! * gamma! ** t);
    expect(tally.judged).toBeGreaterThan(1000);
  });

  it('that drops a step late, since t (1/k) is below t/k, fails', async () => {
    const late: Rate = (t, { lrMax, gamma, stepSize }) => lrMax! * gamma! ** Math.floor(t * (1 / stepSize!));
    expect((await judge('step-decay', late, 'float64')).verdict.kind).toBe('fail');
  });

  it('gets the name of its mistake', async () => {
    const ahead: Rate = (t, { lrMax, gamma }) => lrMax! * gamma! ** (t + 1);
    expect((await judge('exponential', ahead)).verdict).toEqual({ kind: 'mistake', names: ['one-step-ahead'] });
  });

  it('that is an accepted variant is told as one', async () => {
    const goesOn: Rate = (t, { lrMax, lrMin, totalSteps }) =>
      lrMin! + ((lrMax! - lrMin!) / 2) * (1 + Math.cos((Math.PI * t) / totalSteps!));
    expect((await judge('cosine-annealing', goesOn)).verdict).toEqual({ kind: 'variant', name: 'no-clamp' });
  });

  it('gets no name that is right for periods of several steps only', async () => {
    const wave = (t: number, { lrMax, lrMin, period }: Record<string, number>) =>
      lrMin! + ((lrMax! - lrMin!) / 2) * (1 + Math.cos((Math.PI * t) / period!));
    expect((await judge('warm-restarts', wave)).verdict).toEqual({ kind: 'mistake', names: ['no-restart'] });
    const shifted: Rate = (t, hyper) => wave(t - Math.floor(1 / hyper.period!), hyper);
    expect((await judge('warm-restarts', shifted)).verdict.kind).toBe('fail');
  });

  it('divides by no warm-up at all, and fails', async () => {
    const late: Rate = (t, hyper) =>
      t === hyper.warmupSteps! ? (hyper.lrMax! * t) / hyper.warmupSteps! : warmup(t, hyper);
    expect((await judge('cosine-warmup', late)).verdict.kind).toBe('fail');
  });

  it('keeps the name of a formula that divides by zero, where nothing is what comes back', async () => {
    const shared: Rate = (t, { lrMax, lrMin, period }) =>
      lrMin! + ((lrMax! - lrMin!) / 2) * (1 + Math.cos((Math.PI * (t % period!)) / (period! - 1)));
    const verdict = { kind: 'mistake', names: ['period-minus-one'] };
    expect((await judge('warm-restarts', shared)).verdict).toEqual(verdict);
    const guarded: Rate = (t, hyper) => (hyper.period === 1 ? hyper.lrMin! : shared(t, hyper));
    expect((await judge('warm-restarts', guarded)).verdict.kind).toBe('fail');
  });

  it('gets no name that is right up to the end only', async () => {
    const turned: Rate = (t, { lrMax, lrMin, totalSteps }) =>
      lrMax! - (lrMax! - lrMin!) * (Math.max(t, totalSteps!) / totalSteps!);
    expect((await judge('linear', turned)).verdict.kind).toBe('fail');
  });
});

describe('a convention of a schedule', () => {
  it('is to count steps from 1', async () => {
    const { verdict, conventions } = await judge('step-decay', (t, hyper) => drops(t - 1, hyper), 'float64');
    expect(verdict).toEqual({ kind: 'pass' });
    expect(conventions.join()).toContain('counted from 1');
  });

  it('is to count epochs', async () => {
    const { verdict, conventions } = await judge('cosine-annealing', (t, hyper) => cosine(Math.floor(t / 5), hyper));
    expect(verdict).toEqual({ kind: 'pass' });
    expect(conventions.join()).toContain('of 5 steps each');
  });

  it('is not to count epochs and round them: a wrong schedule in blocks still fails', async () => {
    const rounded: Rate = (t, hyper) => cosine(Math.round(t / 5), hyper);
    expect((await judge('cosine-annealing', rounded)).verdict.kind).not.toBe('pass');
  });

  it('is to have no rate after the end, or to hold the last one', async () => {
    const refusing: Rate = (t, hyper) => {
      if (t > hyper.totalSteps!) throw new RangeError('the schedule has ended');
      return cosine(t, hyper);
    };
    const bare = await judge('cosine-warmup', (t, hyper) => warmup(Math.min(t, hyper.totalSteps!), hyper));
    expect(bare.verdict).toEqual({ kind: 'pass' });
    expect(bare.conventions.join()).toContain('stays where it is');
    // Kernels in this thread throw their own errors; an adapter makes them its faults.
    await expect(judge('cosine-annealing', refusing)).rejects.toThrow('the schedule has ended');
  });

  it('is a number that a kernel has built in: it is asked for that one only', async () => {
    const builtIn: Rate = (t, hyper) => drops(t, { ...hyper, gamma: 0.1 });
    expect((await judge('step-decay', builtIn, 'float64', { gamma: 0.1 })).verdict).toEqual({ kind: 'pass' });
    expect((await judge('step-decay', builtIn, 'float64')).verdict.kind).not.toBe('pass');
  });
});
