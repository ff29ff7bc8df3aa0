import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { designedSchedules, drawnSchedules } from './schedule-settings.ts';
import { scheduleSteps } from './schedule-steps.ts';
import { isInDomain } from './settings.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const schedules = [...pages.values()].filter(({ kind }) => kind === 'schedule');
const plain: Kernel = { origin: 'native', formats: ['float32'] };

describe('runs of a schedule', () => {
  it.each(schedules.map((page) => [page.id, page] as const))(
    'lie in the domains of %s and mean something',
    (_, page) => {
      const runs = [...designedSchedules(page, plain), ...drawnSchedules(page, plain, 7, 20)];
      for (const hyper of runs) {
        for (const [key, value] of Object.entries(hyper))
          expect(isInDomain(value, page.symbols.get(key)!.domain)).toBe(true);
        expect(hyper.lrMin ?? 0).toBeLessThanOrEqual(hyper.lrMax ?? Number.POSITIVE_INFINITY);
        expect(hyper.warmupSteps ?? 0).toBeLessThan(hyper.totalSteps ?? Number.POSITIVE_INFINITY);
      }
    },
  );

  it('give each hyper-parameter several values, a smallest rate above zero among them', () => {
    const runs = designedSchedules(pages.get('schedule/cosine-annealing')!, plain);
    expect(new Set(runs.map(({ totalSteps }) => totalSteps)).size).toBe(runs.length);
    expect(runs.some(({ lrMin }) => lrMin! > 0) && runs.some(({ lrMin }) => lrMin === 0)).toBe(true);
  });

  it('keep what a kernel has built in', () => {
    const kernel = { ...plain, hyper: { gamma: 0.1 } };
    const page = pages.get('schedule/step-decay')!;
    const runs = [...designedSchedules(page, kernel), ...drawnSchedules(page, kernel, 1, 5)];
    expect(runs.every(({ gamma }) => gamma === 0.1)).toBe(true);
  });
});

describe('steps of a run', () => {
  const steps = (name: string, hyper: Readonly<Record<string, number>>, end?: number, format = FORMATS.float32) =>
    scheduleSteps(pages.get(`schedule/${name}`)!, hyper, format, end);

  it('are all from the first to the last, and some beyond the end', () => {
    const { within, beyond } = steps('cosine-warmup', { warmupSteps: 10, totalSteps: 40 }, 40);
    expect([...within]).toEqual(Array.from({ length: 41 }, (_, t) => t));
    expect([...beyond]).toEqual(Array.from({ length: 10 }, (_, i) => 41 + i));
  });

  it('go through five periods where there is no end', () => {
    const { within, beyond } = steps('warm-restarts', { period: 107 });
    expect(within.at(-1)).toBe(535);
    expect(beyond.length).toBe(0);
  });

  it('leave out what a narrow format does not hold', () => {
    const { within } = steps('cosine-warmup', { warmupSteps: 10, totalSteps: 400 }, 400, FORMATS.bfloat16);
    expect(within.includes(256) && !within.includes(257) && within.includes(258)).toBe(true);
  });
});
