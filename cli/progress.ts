import { truncateTo } from '../reports/display-width.ts';
import { printable } from '../reports/printable.ts';
import type { Console } from './console.ts';

export interface ProgressReport {
  readonly subject: string;
  readonly check: string;
  readonly done: number;
  readonly total: number;
}

export interface Progress {
  update(report: ProgressReport): void;
  /** Clears the live line, so that results can be printed in its place. */
  clear(): void;
  /** Clears the live line; nothing is shown afterwards. */
  end(): void;
}

/** A live line is redrawn at most ten times a second: more is flicker. */
const REDRAW_EVERY = 100;
/** Without a terminal a line now and then shows in a log that the run is alive. */
const LINE_EVERY = 10_000;
const CLEAR_LINE = '\r\u001B[K';

/** Shows how far a run is on stderr: one live line on a terminal, else a plain line for each subject and every 10 s. */
export function createProgress(console: Console, now: () => number = Date.now): Progress {
  let last = Number.NEGATIVE_INFINITY;
  let subject: string | undefined;
  let drawn = false;
  let ended = false;
  const clear = (): void => {
    if (drawn) console.err(CLEAR_LINE);
    drawn = false;
  };
  return {
    update(report) {
      // An engine reports its end with an empty subject: there is nothing to show for it.
      if (ended || report.subject === '') return;
      const time = now();
      const isNew = report.subject !== subject;
      if (!isNew && time - last < (console.live ? REDRAW_EVERY : LINE_EVERY)) return;
      subject = report.subject;
      last = time;
      const text = printable(`${report.done}/${report.total} ${report.subject} ${report.check}`);
      if (console.live) {
        // One column is left free: a line that fills the terminal wraps and cannot be cleared.
        console.err(CLEAR_LINE + truncateTo(text, Math.max(1, console.columns - 1)));
        drawn = true;
      } else {
        console.err(`${text}\n`);
      }
    },
    clear,
    end() {
      clear();
      ended = true;
    },
  };
}
