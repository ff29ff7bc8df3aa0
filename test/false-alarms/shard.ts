import { openInProcess } from '../harness/open-in-process.ts';
import { type AlarmCount, addCounts, countAlarms, type SoundEntry } from './alarms.ts';

/** Seeds `from` to `to`, both included, of one module. */
export interface Portion {
  readonly entry: SoundEntry;
  readonly from: number;
  readonly to: number;
  /** The sweep is the same for every seed, so one portion of a module runs it. */
  readonly sweep: boolean;
}

/** Judges one portion; the module is opened anew for each. */
export async function judgePortion({ entry, from, to, sweep }: Portion): Promise<AlarmCount> {
  const adapter = await openInProcess(entry.file);
  let count = await countAlarms(entry, adapter, { seed: from, sweep });
  for (let seed = from + 1; seed <= to; seed++) {
    count = addCounts(count, await countAlarms(entry, adapter, { seed, sweep: false }));
  }
  return count;
}

// As a process of its own: a portion comes in, its count goes out.
process.on('message', async (portion: Portion) => {
  process.send?.(await judgePortion(portion));
});
