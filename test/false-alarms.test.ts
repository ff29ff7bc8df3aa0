import { describe, expect, it } from 'vitest';
import {
  type AlarmCount,
  addCounts,
  countAlarms,
  LARGEST_SHARE,
  type SoundEntry,
  VALUES,
} from './false-alarms/alarms.ts';
import { judgeSubjects, openPlanted, subjectEntries } from './harness/judge-subject.ts';
import { openInProcess } from './harness/open-in-process.ts';

const entries = subjectEntries<SoundEntry>('sound.json');
const pages = [...new Set(entries.map(({ page }) => page))];

const SEEDS = 10;
/** Every module meets every third seed, so that each seed meets a third of them; `npm run false-alarms` meets all. */
const STRIDE = 3;

/** Seeds at which a module is judged, each in one of its formats in turn. */
function plan(entry: SoundEntry, index: number) {
  const formats = [entry.format].flat();
  const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1).filter((seed) => (seed + index) % STRIDE === 0);
  return seeds.map((seed, turn) => ({ seed, sweep: false, formats: [formats[turn % formats.length]!] }));
}

async function judgeWith(entry: SoundEntry, index: number, sweep: boolean): Promise<AlarmCount> {
  const adapter = await openInProcess(entry.file);
  const counts: AlarmCount[] = [];
  for (const effort of plan(entry, index)) counts.push(await countAlarms(entry, adapter, effort));
  if (sweep) counts.push(await countAlarms(entry, adapter, { seed: SEEDS + 1, sweep: true }));
  return counts.reduce(addCounts);
}

describe('a sound implementation is never called wrong', () => {
  it.each(pages)('%s: every module passes every check with every seed', async (page) => {
    const own = entries.filter((entry) => entry.page === page);
    expect(own.length).toBeGreaterThanOrEqual(4);
    const counts: AlarmCount[] = [];
    // The sweep is the same for every seed: one module of each page shows that it raises no alarm either.
    for (const [i, entry] of own.entries()) counts.push(await judgeWith(entry, i, i === 0));
    const { alarms, largestShare, fewest, seeds } = counts.reduce(addCounts);
    expect(alarms).toEqual([]);
    expect(largestShare).toBeLessThanOrEqual(LARGEST_SHARE);
    expect(fewest).toBeGreaterThanOrEqual(VALUES);
    expect(seeds).toBeGreaterThanOrEqual(3);
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
