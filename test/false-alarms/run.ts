/**
 * `npm run false-alarms [-- --seeds 200] [--minutes 60] [--workers 2] [--only softmax] [--journal FILE] [--write]`: judges
 * every sound module with many seeds and prints how often Assay was wrong about one. Exits with 1 where it was, or where a
 * check saw too little. With `--minutes` no further round of twenty seeds is begun after that time. What is finished goes
 * into the journal; a run that was interrupted goes on from it. `--write` puts the table into docs/false-alarms.md, where
 * all is well.
 */
import { fork } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { subjectEntries } from '../harness/judge-subject.ts';
import { type AlarmCount, addCounts, alarmTable, LARGEST_SHARE, type SoundEntry, VALUES } from './alarms.ts';
import { documentOf } from './document.ts';
import type { Portion } from './shard.ts';

/** Seeds a process judges before it reports: a minute of work at most. */
const CHUNK = 20;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    workers: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: 'Infinity' },
    journal: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const seeds = Number(values.seeds);
const entries = subjectEntries<SoundEntry>('sound.json').filter(({ file }) => file.includes(values.only));
if (!Number.isSafeInteger(seeds) || seeds < 1 || entries.length === 0) {
  throw new RangeError(`nothing to do: ${entries.length} modules match "${values.only}", ${values.seeds} seeds`);
}

// Round by round, so that every module has seen as many seeds whenever the time is up.
const portions: Portion[] = Array.from({ length: Math.ceil(seeds / CHUNK) }, (_, i) =>
  entries.map((entry) => ({
    entry,
    from: i * CHUNK + 1,
    to: Math.min(seeds, (i + 1) * CHUNK),
    sweep: i === 0,
  })),
).flat();
const total = portions.length;
const counts: AlarmCount[] = [];
const started = performance.now();
let earlierMinutes = 0;

/** One line of the journal. */
interface Entry {
  readonly portion: string;
  readonly count: AlarmCount;
  /** Since the beginning, over all runs that wrote this journal. */
  readonly minutes: number;
}

const nameOf = ({ entry, from, to }: Portion): string => `${entry.file} ${from} to ${to}`;
const minutesSoFar = (): number => earlierMinutes + (performance.now() - started) / 60_000;

if (values.journal !== undefined && existsSync(values.journal)) {
  const lines = readFileSync(values.journal, 'utf8').split('\n').filter(Boolean);
  const done = new Map(lines.map((line) => JSON.parse(line) as Entry).map((entry) => [entry.portion, entry]));
  for (const portion of portions.splice(0)) {
    const entry = done.get(nameOf(portion));
    if (entry) counts.push(entry.count);
    else portions.push(portion);
    earlierMinutes = Math.max(earlierMinutes, entry?.minutes ?? 0);
  }
}

function report(portion: Portion, count: AlarmCount): void {
  counts.push(count);
  const entry: Entry = { portion: nameOf(portion), count, minutes: minutesSoFar() };
  if (values.journal !== undefined) appendFileSync(values.journal, `${JSON.stringify(entry)}\n`);
  const minutes = entry.minutes.toFixed(1);
  const range = `${portion.entry.file}, seeds ${portion.from} to ${portion.to}`;
  process.stderr.write(`${counts.length}/${total}  ${minutes} min  ${range}: ${count.alarms.length} alarms\n`);
  for (const alarm of count.alarms) process.stderr.write(`  ${alarm}\n`);
}

let latestRound = 1;

/** The next portion; when the time is up, of a round that was begun and of no later one. */
function nextPortion(): Portion | undefined {
  const [next] = portions;
  const isLate = performance.now() - started > 60_000 * Number(values.minutes);
  if (next === undefined || (isLate && next.from > latestRound)) return undefined;
  latestRound = next.from;
  return portions.shift();
}

/** One process that is given portions until none is left. */
function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./shard.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
    let portion: Portion | undefined;
    const next = (): void => {
      portion = nextPortion();
      if (portion) child.send(portion);
      else child.disconnect();
    };
    child.on('message', (count: AlarmCount) => {
      report(portion!, count);
      next();
    });
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`the process that judged ${portion?.entry.file} ended with code ${code ?? signal}`));
    });
    next();
  });
}

await Promise.all(Array.from({ length: Number(values.workers) }, work));

/** Modules first, then pages, so that `seeds` is what every module of a page was judged with. */
function grouped(all: readonly AlarmCount[], keyOf: (count: AlarmCount) => string): AlarmCount[] {
  const groups = new Map<string, AlarmCount>();
  for (const count of all) {
    const before = groups.get(keyOf(count));
    groups.set(keyOf(count), before ? addCounts(before, count) : count);
  }
  return [...groups.values()];
}
const byModule = grouped(counts, ({ files }) => files[0]!);
const order = entries.map(({ page }) => page);
const byPage = grouped(byModule, ({ page }) => page).sort((a, b) => order.indexOf(a.page) - order.indexOf(b.page));
const table = alarmTable(byPage);
process.stdout.write(table);

const all = byPage.reduce(addCounts);
if (all.largestShare > LARGEST_SHARE) process.stdout.write(`a check proved nothing on ${100 * all.largestShare} %\n`);
if (all.fewest < VALUES) process.stdout.write(`a check judged only ${all.fewest} values with some seed\n`);
const well = all.alarms.length === 0 && all.largestShare <= LARGEST_SHARE && all.fewest >= VALUES;
process.exitCode = well ? 0 : 1;

if (values.write && well) {
  const command = `npm run false-alarms -- --seeds ${all.seeds} --write`;
  writeFileSync(
    new URL('../../docs/false-alarms.md', import.meta.url),
    documentOf({ table, all, command, minutes: minutesSoFar() }),
  );
}
