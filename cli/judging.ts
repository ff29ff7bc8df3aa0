import type { ResultRecord } from '../reports/record.ts';
import { terminalReport } from '../reports/terminal.ts';
import type { Page } from '../spec/language/page.ts';
import { judge as judgeWithEngine } from '../suites/engine.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { GateKeeper } from './expectations.ts';
import { closeAll, type OpenedSubjects } from './open-subjects.ts';
import { createProgress } from './progress.ts';
import type { ReportFolder } from './report-folder.ts';

export type Judge = typeof judgeWithEngine;
type EngineOptions = Parameters<Judge>[0];

/** What to judge; the subjects are open, the report folder is known to be writable. */
export interface JudgingRequest
  extends Pick<EngineOptions, 'checks' | 'formats' | 'seed' | 'profile' | 'budget' | 'command' | 'pagesFolder'> {
  readonly subjects: OpenedSubjects;
  readonly pages: ReadonlyMap<string, Page>;
  /** Absent: nothing is written. */
  readonly report?: ReportFolder;
  /** Absent: nothing is expected, so every finding counts. */
  readonly gate?: GateKeeper;
}

export interface JudgingOutcome {
  readonly records: readonly ResultRecord[];
  readonly exitCode: ExitCode;
}

/** After an interrupt the engine has this many milliseconds to come to a clean end of its own. */
const GRACE = 2_000;

/** A footer for a run that could not write its own: counts of what there is, and why it ended. */
function footerOf(records: readonly ResultRecord[], started: number, exitCode: ExitCode, why: string): ResultRecord {
  let checks = 0;
  let findings = 0;
  let judged = 0;
  let slow = 0;
  for (const record of records) {
    if (record.type === 'finding') findings += 1;
    if (record.type !== 'check') continue;
    checks += 1;
    judged += record.judged;
    slow += record.slow;
  }
  const milliseconds = Math.round(performance.now() - started);
  return { type: 'footer', checks, findings, judged, slow, milliseconds, exitCode, incomplete: why };
}

/** Resolves `GRACE` milliseconds after the signal; `cancel` ends the waiting. */
function giveUpAfter(signal: AbortSignal): { readonly givenUp: Promise<'given-up'>; readonly cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<'given-up'>((resolve) => {
    signal.addEventListener('abort', () => {
      timer = setTimeout(() => resolve('given-up'), GRACE);
    });
  });
  return { givenUp, cancel: () => clearTimeout(timer) };
}

/** Runs `body` with a signal that an interrupt from the keyboard raises; a second interrupt ends the process. */
async function interruptible<T>(console: Console, body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onInterrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    console.err('\nstopping; press again to stop at once\n');
    controller.abort();
  };
  process.on('SIGINT', onInterrupt);
  try {
    return await body(controller.signal);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

/**
 * Judges the opened subjects, keeps each record as it comes, prints the summary and closes the subjects.
 *
 * However the run ends (interrupt, fault of the engine, full disk), what was found until then is printed, and the
 * records end with a footer that says so.
 *
 * @throws whatever the engine throws, after the summary: a fault of Assay
 */
export async function conductJudging(
  request: JudgingRequest,
  console: Console,
  judge: Judge = judgeWithEngine,
): Promise<JudgingOutcome> {
  const { subjects, report, gate, ...options } = request;
  const records: ResultRecord[] = [];
  const started = performance.now();
  const progress = createProgress(console);
  const keep = (record: ResultRecord): void => {
    records.push(record);
    report?.write(record);
  };
  let fault: unknown;
  const aborted = await interruptible(console, async (signal) => {
    const { givenUp, cancel } = giveUpAfter(signal);
    try {
      const stream = judge({ ...options, ...subjects, signal, onProgress: (each) => progress.update(each) });
      for (;;) {
        const next = await Promise.race([stream.next(), givenUp]);
        if (next === 'given-up' || next.done) break;
        const record = next.value;
        keep(record.type === 'footer' && gate ? gate(records, record) : record);
      }
    } catch (error) {
      fault = error;
    } finally {
      cancel();
    }
    return signal.aborted;
  });
  progress.end();
  if (!records.some((record) => record.type === 'footer')) {
    const why = aborted
      ? 'interrupted from the keyboard'
      : `a fault of Assay: ${fault instanceof Error ? fault.message : 'no footer'}`;
    const footer = footerOf(records, started, aborted ? EXIT.interrupted : EXIT.fault, why);
    // A record that broke the schema must not keep the footer from being tried.
    try {
      keep(footer);
    } catch (error) {
      fault ??= error;
    }
  }
  report?.finish(records);
  const where = report && report.failure === undefined ? { reportFolder: report.folder } : {};
  console.out(terminalReport(records, { colour: console.colour, ...where }));
  await closeAll(subjects.adapters);
  if (fault !== undefined && !aborted) throw fault;
  return { records, exitCode: exitCodeOf(records, aborted, report, console) };
}

function exitCodeOf(
  records: readonly ResultRecord[],
  aborted: boolean,
  report: ReportFolder | undefined,
  console: Console,
): ExitCode {
  if (aborted) return EXIT.interrupted;
  if (report?.failure !== undefined) {
    console.err(`assay: the report could not be kept in ${report.folder}: ${report.failure}\n`);
    return EXIT.usage;
  }
  const footer = records.findLast((record) => record.type === 'footer');
  return (footer?.exitCode ?? EXIT.fault) as ExitCode;
}
