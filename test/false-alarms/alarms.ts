import type { Adapter, FormatName } from '../../adapters/contract.ts';
import type { CheckRecord, Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { checksOf } from '../../suites/checks/registry.ts';
import { builtinPages, judgeSubjects, type SubjectEntry } from '../harness/judge-subject.ts';

/** An entry of `test/subjects/sound.json`. */
export interface SoundEntry extends SubjectEntry {
  readonly form: string;
  /** The accepted variants that it computes, ids joined by ` + `: it has to be recognised as these. Absent: the page itself. */
  readonly variant?: string;
}

/** What judging sound modules came to: of one module and seed, or summed up over many. */
export interface AlarmCount {
  readonly page: string;
  readonly files: readonly string[];
  readonly seeds: number;
  /** Check records that gave a verdict. */
  readonly checks: number;
  readonly judged: number;
  readonly uninformative: number;
  /** The largest share of uninformative values in any one check and seed. */
  readonly largestShare: number;
  /** The fewest values judged in any one check and seed; checks of a fixed list, not of values, are left out. */
  readonly fewest: number;
  /** Accepted variants that were recognised, which is no alarm. */
  readonly variants: number;
  /** One sentence each. */
  readonly alarms: readonly string[];
}

/** Random runs of a property: with these every check of every page sees at least `VALUES` values for each seed. */
function runsOf(page: Page): number {
  // A check of one mode judges only the steps that were made in it, half of them. What holds no parameters shows more.
  if (page.kind === 'stateful') return page.modes.length > 1 ? 100 : page.call.length > 1 ? 85 : 70;
  // Scalar operators are asked for thousands of values in one call first, tensors for fewer.
  return page.kind === 'tensor' ? 14 : 10;
}

/** Fewer values than this would make a seed worth little. */
export const VALUES = 1000;

/** Checks of a fixed list: special and extreme values, and comparisons of a subject with itself. */
const FIXED = /\/(?:special|extremes|behaviour)$/;

/** The share of uninformative values that a check may have. */
export const LARGEST_SHARE = 0.1;

export interface SeedEffort {
  readonly seed: number;
  /** Whether to run what is the same for every seed as well: the sweeps, the comparisons of a subject with itself. */
  readonly sweep: boolean;
  /** Whether to walk along the axis, the same for every seed too and dear; like `sweep` where not given. */
  readonly stability?: boolean;
  /** Whether to run the checks of a fixed list, the same for every seed too; like `sweep` where not given. */
  readonly lists?: boolean;
  readonly formats?: readonly FormatName[];
}

/**
 * Any verdict on a sound module but these is a false alarm: a finding, instability, or not knowing; for a module that
 * is a variant also the name of another one.
 */
const isGood = (verdict: Verdict, { variant }: SoundEntry): boolean =>
  verdict.kind === 'pass' || (verdict.kind === 'variant' && (!variant || sameNames(verdict.name, variant)));

const sameNames = (a: string, b: string): boolean => `${a.split(' + ').sort()}` === `${b.split(' + ').sort()}`;

/** All checks of the page of one sound module, for one seed. */
export async function countAlarms(entry: SoundEntry, adapter: Adapter, effort: SeedEffort): Promise<AlarmCount> {
  const { stability = effort.sweep, lists = effort.sweep, ...rest } = effort;
  const page = builtinPages().get(entry.page);
  if (!page) throw new Error(`${entry.file} is an implementation of ${entry.page}, which is no page`);
  const asked = checksOf(page).filter(
    ({ id, property }) => (stability || property !== 'stability') && (lists || !FIXED.test(id)),
  );
  const which = asked.map(({ id }) => id).join();
  const { checks } = await judgeSubjects([adapter], { ...rest, checks: which, runs: runsOf(page) });
  const counted = checks.filter(({ verdict }) => verdict.kind !== 'unsupported');
  // A variant that passes as the page itself was not told from it.
  const taken = entry.variant !== undefined && counted.every(({ verdict }) => verdict.kind === 'pass');
  const share = ({ classes, judged }: CheckRecord): number => (classes.uninformative ?? 0) / Math.max(1, judged);
  return {
    page: entry.page,
    files: [entry.file],
    seeds: 1,
    checks: counted.length,
    judged: sum(counted.map(({ judged }) => judged)),
    uninformative: sum(counted.map(({ classes }) => classes.uninformative ?? 0)),
    largestShare: Math.max(0, ...counted.map(share)),
    fewest: Math.min(...counted.filter(({ check }) => !FIXED.test(check)).map(({ judged }) => judged)),
    variants: counted.filter(({ verdict }) => verdict.kind === 'variant').length,
    alarms: [
      ...counted
        .filter(({ verdict }) => !isGood(verdict, entry))
        .map(
          ({ check, format, verdict }) =>
            `${entry.file}: ${check} in ${format} with seed ${effort.seed}: ${JSON.stringify(verdict)}`,
        ),
      ...(taken ? [`${entry.file}: taken for the page itself with seed ${effort.seed}, not for ${entry.variant}`] : []),
    ],
  };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Counts of the same page put together; `seeds` are those of each module, not added over modules. */
export function addCounts(a: AlarmCount, b: AlarmCount): AlarmCount {
  const sameModule = a.files.join() === b.files.join();
  return {
    page: a.page,
    files: [...new Set([...a.files, ...b.files])],
    seeds: sameModule ? a.seeds + b.seeds : Math.min(a.seeds, b.seeds),
    checks: a.checks + b.checks,
    judged: a.judged + b.judged,
    uninformative: a.uninformative + b.uninformative,
    largestShare: Math.max(a.largestShare, b.largestShare),
    fewest: Math.min(a.fewest, b.fewest),
    variants: a.variants + b.variants,
    alarms: [...a.alarms, ...b.alarms],
  };
}

const HEADINGS = ['page', 'modules', 'seeds', 'checks', 'judged values', 'false alarms', 'uninformative', 'at most'];

const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;

/**
 * The counts as a table, a row for each page and one for all: how many values the checks judged, how many verdicts
 * were false, which share of the values proved nothing, and the largest such share of any check and seed.
 */
export function alarmTable(byPage: readonly AlarmCount[]): string {
  const total = byPage.reduce(addCounts);
  const cells = (name: string, { files, seeds, checks, judged, alarms, uninformative, largestShare }: AlarmCount) => [
    name,
    `${files.length}`,
    `${seeds}`,
    `${checks}`,
    `${judged}`,
    `${alarms.length}`,
    percent(uninformative / Math.max(1, judged)),
    percent(largestShare),
  ];
  const rows = [HEADINGS, ...byPage.map((count) => cells(count.page, count)), cells('all', total)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return `${[line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n')}\n`;
}
