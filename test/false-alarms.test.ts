import { describe, expect, it } from 'vitest';
import {
  type AlarmCount,
  addCounts,
  countAlarms,
  LARGEST_SHARE,
  type SeedEffort,
  type SoundEntry,
  VALUES,
} from './false-alarms/alarms.ts';
import { judgeSubjects, openPlanted, subjectEntries } from './harness/judge-subject.ts';
import { openInProcess } from './harness/open-in-process.ts';

const entries = subjectEntries<SoundEntry>('sound.json');
const pages = [...new Set(entries.map(({ page }) => page))];

/**
 * Every third module of a page meets one of so many seeds, in turn, on the next page others; `npm run false-alarms` judges
 * each module with all of them.
 */
const SEEDS = 10;

const THIRD = 3;

/** Of so many pages one has a module that meets the sweep too. */
const SWEPT = 4;

/** Efforts with which the `turn`-th module of all is judged, each in one of its formats in turn. */
function effortsFor(entry: SoundEntry, turn: number, place: number, page: number): SeedEffort[] {
  const formats = [entry.format].flat();
  const seed = 1 + (turn % SEEDS);
  const format = [formats[turn % formats.length]!];
  // What is the same for every seed is shown to raise no alarm by one module of a page, not the same one everywhere.
  const chosen = place === page % 4;
  const efforts: SeedEffort[] = [{ seed, sweep: false, stability: chosen, lists: true, formats: format }];
  if (chosen && page % SWEPT === 0)
    efforts.push({ seed, sweep: true, stability: false, lists: false, formats: format });
  return efforts;
}

describe('a sound implementation is never called wrong', () => {
  it.each(pages.map((page, i) => [page, i] as const))('%s: its modules pass every check', async (page, index) => {
    const own = entries.filter((entry) => entry.page === page);
    expect(own.length).toBeGreaterThanOrEqual(4);
    const counts: AlarmCount[] = [];
    for (const [place, entry] of own.entries()) {
      if (place % THIRD !== index % THIRD) continue;
      const adapter = await openInProcess(entry.file);
      for (const effort of effortsFor(entry, entries.indexOf(entry), place, index)) {
        counts.push(await countAlarms(entry, adapter, effort));
      }
    }
    const { alarms, largestShare, fewest } = counts.reduce(addCounts);
    expect(alarms).toEqual([]);
    expect(largestShare).toBeLessThanOrEqual(LARGEST_SHARE);
    expect(fewest).toBeGreaterThanOrEqual(VALUES);
  });

  it('is judged alike in this thread and in a thread of its own, so the count above is the count of users', async () => {
    for (const file of ['sound/adamw/plain-loop.ts', 'sound/softmax/online.ts', 'sound/batchnorm/folded.ts']) {
      const adapters = [await openInProcess(file), await openPlanted(file)];
      const judged = [];
      for (const adapter of adapters) {
        const { checks } = await judgeSubjects([adapter], { seed: 3, runs: 10 });
        judged.push(
          checks.filter(({ page }) => adapter.kernels.has(page)).map((record) => ({ ...record, subject: file })),
        );
        await adapter.close();
      }
      expect(judged[0]!.length).toBeGreaterThan(0);
      expect(judged[0]).toEqual(judged[1]);
    }
  });
});
