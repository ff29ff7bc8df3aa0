import { type Adapter, AdapterError, type FormatName, type Kernel } from '../adapters/contract.ts';
import type {
  CheckRecord,
  FindingRecord,
  FooterRecord,
  HeaderRecord,
  PageRecord,
  ResultRecord,
  SubjectProvenance,
  Verdict,
} from '../reports/record.ts';
import type { Page } from '../spec/language/page.ts';
import { flushesSubnormals } from './arithmetic-probe.ts';
import type { Check, CheckOutcome } from './checks/check.ts';
import { allChecks } from './checks/registry.ts';
import { exitCodeOf, type Profile } from './exit-code.ts';
import { matchesGlob } from './glob.ts';
import { OracleDisagreement } from './judge/example.ts';
import { Tally } from './judge/tally.ts';
import { VERSION } from './version.ts';

export interface JudgeOptions {
  readonly adapters: readonly Adapter[];
  /** Subjects that could not be opened, with the real reason: reported, never counted as passed. */
  readonly unavailable: readonly { readonly subject: string; readonly reason: string }[];
  readonly pages: ReadonlyMap<string, Page>;
  /** Which checks: a pattern over ids (see glob.ts); absent means all. */
  readonly checks?: string;
  /** Absent: every format that the subject's kernel offers. */
  readonly formats?: readonly FormatName[];
  readonly seed: number;
  readonly profile: Profile;
  /** Milliseconds for the whole run; what is not judged by then is `inconclusive`. */
  readonly budget?: number;
  /** Random runs of a property. Default 25. */
  readonly runs?: number;
  /** False leaves out what is the same for every seed: for judging one subject with many seeds. Default true. */
  readonly sweep?: boolean;
  readonly onProgress?: (progress: { subject: string; check: string; done: number; total: number }) => void;
  readonly signal?: AbortSignal;
  /** What was typed, for the header. */
  readonly command: string;
  /** A user's own folder of pages, for replay lines. */
  readonly pagesFolder?: string;
}

/** One check of one subject in one format. */
interface Task {
  readonly adapter: Adapter;
  readonly check: Check;
  readonly kernel: Kernel | undefined;
  readonly format: FormatName;
}

const DEFAULT_RUNS = 25;

/** What every check of the pages is about: for `assay list`, and for filters that match nothing. */
export function listChecks(pages: ReadonlyMap<string, Page>): { id: string; page: string; requires: string }[] {
  return allChecks(pages).map((check) => ({ id: check.id, page: check.page.id, requires: check.plan }));
}

/**
 * Judge subjects and yield result records: a header, the pages that took part, a record for each check with its
 * findings before it, and a footer. A subject that fails costs its own check only.
 */
export async function* judge(options: JudgeOptions): AsyncGenerator<ResultRecord> {
  const started = performance.now();
  yield header(options);
  const checks = allChecks(options.pages).filter((check) => !options.checks || matchesGlob(check.id, options.checks));
  const tasks = options.adapters.flatMap((adapter) => tasksOf(adapter, checks, options));
  const used = new Set(tasks.map((task) => task.check.page));
  for (const page of used) yield pageRecord(page);

  const expired = (): boolean =>
    options.signal?.aborted === true || (options.budget !== undefined && performance.now() - started > options.budget);
  const flushes = new FlushProbe();
  const records: CheckRecord[] = [];
  let findings = 0;
  let judged = 0;
  let slow = 0;
  let incomplete: string | undefined;
  for (const [done, task] of tasks.entries()) {
    const { adapter, check } = task;
    options.onProgress?.({ subject: adapter.subject, check: check.id, done, total: tasks.length });
    if (expired()) {
      incomplete = `${tasks.length - done} of ${tasks.length} checks were not run: ${options.signal?.aborted ? 'interrupted' : 'the time budget ran out'}`;
      const why = options.signal?.aborted ? 'not run: interrupted' : 'not run: the time budget ran out';
      const verdict: Verdict = { kind: 'inconclusive', why };
      records.push(plainRecord(task, verdict));
      yield records.at(-1)!;
      continue;
    }
    const outcome = await runTask(task, options, expired, flushes);
    const record = checkRecord(task, outcome);
    for (const [i, draft] of outcome.findings.entries()) {
      const finding = findingRecord(task, outcome, draft, i, options);
      record.findings.push(finding.id);
      findings++;
      yield finding;
    }
    judged += record.judged;
    slow += record.slow;
    records.push(record);
    yield record;
  }
  options.onProgress?.({ subject: '', check: '', done: tasks.length, total: tasks.length });
  const footer: FooterRecord = {
    type: 'footer',
    checks: records.length,
    findings,
    judged,
    slow,
    milliseconds: Math.round(performance.now() - started),
    exitCode: exitCodeOf(records, options.unavailable.length, options.profile),
    ...(incomplete ? { incomplete } : {}),
  };
  yield footer;
}

function tasksOf(adapter: Adapter, checks: readonly Check[], options: JudgeOptions): Task[] {
  // A file or a command answers for what it claims or offers; a backend also for what it lacks, which is said as
  // unsupported.
  const own = /^exec:|[/\\]|\.(?:[cm]?[jt]sx?|py)$/.test(adapter.subject);
  const tasks: Task[] = [];
  for (const check of checks) {
    const kernel = adapter.kernels.get(check.page.id);
    if (!kernel) {
      if (!own) tasks.push({ adapter, check, kernel, format: options.formats?.[0] ?? 'float32' });
      continue;
    }
    const wanted = options.formats ?? kernel.formats;
    const formats = wanted.filter((format) => kernel.formats.includes(format));
    if (formats.length === 0) tasks.push({ adapter, check, kernel: undefined, format: wanted[0]! });
    for (const format of formats) tasks.push({ adapter, check, kernel, format });
  }
  return tasks;
}

/** Asks each subject once a format. */
class FlushProbe {
  readonly #known = new Map<string, Promise<boolean>>();
  of(adapter: Adapter, format: FormatName): Promise<boolean> {
    const key = `${adapter.subject} ${format}`;
    let answer = this.#known.get(key);
    if (!answer) this.#known.set(key, (answer = flushesSubnormals(adapter, format).catch(() => false)));
    return answer;
  }
}

async function runTask(
  task: Task,
  options: JudgeOptions,
  expired: () => boolean,
  flushes: FlushProbe,
): Promise<CheckOutcome> {
  const { adapter, check, kernel, format } = task;
  const arithmetic = { format, scalarFormat: adapter.scalarFormat, flushes: await flushes.of(adapter, format) };
  const none = (verdict: Verdict, message?: string): CheckOutcome => ({
    verdict,
    tally: new Tally(arithmetic),
    findings: verdict.kind === 'unsupported' ? [] : [{ verdict, ...(message ? { message } : {}) }],
    conventions: [],
  });
  const offered = adapter.kernels.get(check.page.id);
  if (!kernel) {
    const reason = offered
      ? `the subject has no ${format} kernel (it has ${offered.formats.join(', ')})`
      : 'the subject offers no such operator';
    return none({ kind: 'unsupported', reason });
  }
  const unsupported = check.unsupported(kernel);
  if (unsupported) return none({ kind: 'unsupported', reason: unsupported });
  try {
    const effort = { seed: options.seed, runs: options.runs ?? DEFAULT_RUNS, sweep: options.sweep ?? true, expired };
    return await check.run({ adapter, kernel, arithmetic, effort });
  } catch (error) {
    if (error instanceof AdapterError) {
      return none({ kind: 'error', fault: error.fault, message: error.message }, error.detail);
    }
    if (error instanceof OracleDisagreement) throw error;
    throw new Error(`${check.id} on ${adapter.subject} (${format}): ${(error as Error).message}`, { cause: error });
  }
}

function header(options: JudgeOptions): HeaderRecord {
  const subjects: SubjectProvenance[] = [
    ...options.adapters.map((adapter) => ({
      subject: adapter.subject,
      name: adapter.provenance.name,
      version: adapter.provenance.version,
      details: { ...adapter.provenance.details },
      scalarFormat: adapter.scalarFormat,
      claims: [...adapter.claims],
    })),
    ...options.unavailable.map(({ subject, reason }) => ({
      subject,
      name: subject,
      version: '',
      details: {},
      scalarFormat: 'float32' as const,
      claims: [],
      unavailable: reason,
    })),
  ];
  const { command, seed, profile } = options;
  return { type: 'header', schema: 1, assay: VERSION, node: process.version, command, seed, profile, subjects };
}

function pageRecord(page: Page): PageRecord {
  const definition = [...page.systems.values()].flatMap((system) => [...system.equations.values()].map((e) => e.latex));
  return {
    type: 'page',
    id: page.id,
    title: page.title,
    digest: page.digest,
    definition,
    sources: page.sources.map((source) => (source.where ? `${source.title}, ${source.where}` : source.title)),
    ...(page.derivatives.length > 0 ? { derivative: page.derivatives.map((equation) => equation.latex) } : {}),
  };
}

function plainRecord(task: Task, verdict: Verdict): CheckRecord {
  return {
    type: 'check',
    subject: task.adapter.subject,
    check: task.check.id,
    page: task.check.page.id,
    format: task.format,
    origin: task.kernel?.origin ?? 'native',
    verdict,
    judged: 0,
    slow: 0,
    undecided: 0,
    classes: {},
    conventions: [],
    findings: [],
  };
}

function checkRecord(task: Task, outcome: CheckOutcome): CheckRecord {
  const { tally } = outcome;
  const worst = tally.worst?.example();
  const profile = tally.profile();
  const bounds = tally.bounds();
  return {
    ...plainRecord(task, outcome.verdict),
    judged: tally.judged,
    slow: tally.slow,
    undecided: tally.undecided,
    classes: tally.classes(),
    ...(worst ? { worst } : {}),
    ...(bounds.length > 0 ? { bounds } : {}),
    ...(profile ? { profile } : {}),
    ...(outcome.specials ? { specials: [...outcome.specials] } : {}),
    ...(outcome.stability ? { stability: outcome.stability } : {}),
    conventions: [...outcome.conventions],
  };
}

function findingRecord(
  task: Task,
  outcome: CheckOutcome,
  draft: CheckOutcome['findings'][number],
  index: number,
  options: JudgeOptions,
): FindingRecord {
  const { adapter, check, format } = task;
  const id = `${adapter.subject}:${check.id}:${format}${outcome.findings.length > 1 ? `:${index + 1}` : ''}`;
  return {
    type: 'finding',
    id,
    subject: adapter.subject,
    check: check.id,
    page: check.page.id,
    format,
    verdict: draft.verdict,
    ...(draft.counterexample ? { counterexample: draft.counterexample } : {}),
    ...(draft.certificate ? { certificate: draft.certificate } : {}),
    ...(draft.diagnosis ? { diagnosis: draft.diagnosis } : {}),
    ...(draft.computedAs ? { computedAs: [...draft.computedAs] } : {}),
    ...(draft.stable ? { stable: [...draft.stable] } : {}),
    ...(draft.script ? { script: [...draft.script] } : {}),
    ...(draft.message ? { message: draft.message } : {}),
    replay: `npx assay run ${quote(adapter.subject)} --checks ${quote(check.id)} --format ${format} --seed ${options.seed}${options.pagesFolder === undefined ? '' : ` --pages ${quote(options.pagesFolder)}`}`,
  };
}

const quote = (word: string): string => (/^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
