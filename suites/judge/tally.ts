import { FORMATS } from '../../reference/formats/format.ts';
import type { AccuracyClass, ErrorBound, ErrorProfile, Example } from '../../reports/record.ts';
import {
  ABSOLUTE,
  ACCURACY_CLASSES,
  conforms,
  FAIL,
  isFailure,
  NAN,
  OVERFLOW,
  ROUNDED,
  UNINFORMATIVE,
} from './accuracy-class.ts';
import type { Arithmetic, Criterion, Judgement } from './criterion.ts';
import { ErrorProfiler } from './error-profile.ts';
import { type Exhibit, exhibit } from './example.ts';
import { exponentOf, twoTo } from './float-exponent.ts';
import type { Point } from './point.ts';

/** One judged batch, as the tally sees it. */
export interface Batch {
  readonly criterion: Criterion;
  readonly point: Point;
  readonly got: ArrayLike<number>;
  readonly judgement: Judgement;
  /** The literal inputs that show element `i`. */
  readonly input: (element: number) => Readonly<Record<string, readonly number[]>>;
  readonly step?: number | undefined;
  /** A number that places element `i` for a region in words (the input of a scalar operator). */
  readonly place?: ((element: number) => number) | undefined;
  /** Too large to be computed anew by an explanation, unless there is something in it to explain. */
  readonly large?: boolean;
}

/** How bad a class is: failures before instability before everything else. */
const severity = (code: number): number =>
  isFailure(code) ? 3 : code === ABSOLUTE ? 2 : code === UNINFORMATIVE ? 0 : 1;

interface Worst {
  readonly batch: Batch;
  readonly element: number;
  readonly code: number;
  readonly severity: number;
  readonly error: number;
}

/** The worst value, and how to show it. */
interface ShownWorst extends Worst {
  /** For a finding: decided anew by the decimal arbiter. */
  exhibit(): Exhibit;
  /** For the record of a check: a value that conforms is decided anew by the bigint tier, which is a hundred times faster. */
  example(): Example;
}

/** Below this share of informative values a check says that it could not tell. */
const INFORMATIVE_SHARE = 0.9;

/** Values of conforming batches kept beside those of the others: what an explanation must leave alone. */
const KEPT_CONFORMING = 2 ** 17;
/** And of such batches: each is emulated by itself. */
const KEPT_BATCHES = 64;

/** Counts classes over many batches and keeps the worst value. */
export class Tally {
  readonly #counts = new Float64Array(ACCURACY_CLASSES.length);
  readonly #arithmetic: Arithmetic;
  #worst: Worst | undefined;
  #profiler: ErrorProfiler | undefined;
  readonly #bounds = new Map<string, ErrorBound>();
  readonly #kept: Batch[] = [];
  readonly #conforming = { batches: 0, values: 0 };
  #regions = new Map<number, { lower: number; upper: number }>();
  #confirmed: { readonly worst: Worst; readonly exhibit: Exhibit } | undefined;
  slow = 0;
  undecided = 0;

  constructor(arithmetic: Arithmetic) {
    this.#arithmetic = arithmetic;
  }

  add(batch: Batch): void {
    const { classes, exact, slow, undecided } = batch.judgement;
    const { emin, precision } = FORMATS[this.#arithmetic.format];
    this.slow += slow;
    this.undecided += undecided;
    const { output, K, derivation } = batch.criterion;
    this.#bounds.set(output, { output, K, derivation });
    this.#keep(batch);
    for (let i = 0; i < classes.length; i++) {
      const code = classes[i]!;
      this.#counts[code]!++;
      const rank = severity(code);
      if (rank >= 2 && batch.place) this.#widenRegion(code, batch.place(i));
      if (!batch.place && this.#worst && rank < this.#worst.severity) continue;
      const t = (exact.lower[i]! + exact.upper[i]!) / 2;
      const got = batch.got[i]!;
      const ulp = twoTo(Math.max(exponentOf(t), emin) - precision + 1);
      const error = got === t ? 0 : Math.abs(got - t) / ulp;
      if (batch.place) (this.#profiler ??= new ErrorProfiler(this.#arithmetic.format)).add(batch.place(i), code, error);
      if (this.#worst && rank < this.#worst.severity) continue;
      if (!this.#worst || rank > this.#worst.severity || error > this.#worst.error) {
        this.#worst = { batch, element: i, code, severity: rank, error };
      }
    }
  }

  /** Every batch with a value outside the sound classes, and some of the others: what an explanation is sought for. */
  get batches(): readonly Batch[] {
    return this.#kept;
  }

  #keep(batch: Batch): void {
    const { classes } = batch.judgement;
    if (!classes.some((code) => severity(code) >= 2)) {
      if (batch.large) return;
      if (this.#conforming.batches >= KEPT_BATCHES || this.#conforming.values >= KEPT_CONFORMING) return;
      this.#conforming.batches++;
      this.#conforming.values += classes.length;
    }
    this.#kept.push(batch);
  }

  /** Count a value that is compared with a promised limit: there is no enclosure to class it by. */
  countSpecial(accepted: boolean): void {
    this.#counts[accepted ? ROUNDED : FAIL]!++;
  }

  get judged(): number {
    return this.#counts.reduce((a, b) => a + b, 0);
  }

  count(code: number): number {
    return this.#counts[code] ?? 0;
  }

  get failures(): number {
    return this.#counts.reduce((n, count, code) => n + (isFailure(code) ? count : 0), 0);
  }

  get informativeShare(): number {
    const judged = this.judged;
    return judged === 0 ? 0 : 1 - this.count(UNINFORMATIVE) / judged;
  }

  get isInformative(): boolean {
    return this.informativeShare >= INFORMATIVE_SHARE;
  }

  /** Why it fails, by the gravest kind met. */
  get failure(): 'nan' | 'overflow' | 'accuracy' | undefined {
    if (this.failures === 0) return undefined;
    if (this.count(NAN) > 0) return 'nan';
    return this.count(OVERFLOW) === this.failures ? 'overflow' : 'accuracy';
  }

  classes(): Partial<Record<AccuracyClass, number>> {
    const counts: Partial<Record<AccuracyClass, number>> = {};
    ACCURACY_CLASSES.forEach((name, code) => {
      if (this.count(code) > 0) counts[name] = this.count(code);
    });
    return counts;
  }

  /** The error along the axis of a scalar function; `undefined` where batches have no place. */
  profile(): ErrorProfile | undefined {
    return this.#profiler?.profile();
  }

  /** K and its derivation, for each output that something was judged of. */
  bounds(): ErrorBound[] {
    return [...this.#bounds.values()];
  }

  /** Where a class occurred, in words; empty where batches have no place. */
  region(code: number): string {
    const range = this.#regions.get(code);
    if (!range) return '';
    return range.lower === range.upper ? `at ${range.lower}` : `from ${range.lower} to ${range.upper}`;
  }

  get worst(): ShownWorst | undefined {
    const worst = this.#worst;
    if (!worst) return undefined;
    const shown = (tier: 'bigint' | 'decimal'): Exhibit => {
      const { batch, element, code } = worst;
      const { criterion, point, got, input, step } = batch;
      return exhibit(criterion, point, got[element]!, element, code, this.#arithmetic, input(element), step, tier);
    };
    const confirmed = (): Exhibit => {
      if (this.#confirmed?.worst !== worst) this.#confirmed = { worst, exhibit: shown('decimal') };
      return this.#confirmed.exhibit;
    };
    const unconfirmed = (): boolean => conforms(worst.code) && this.#confirmed?.worst !== worst;
    return { ...worst, exhibit: confirmed, example: () => (unconfirmed() ? shown('bigint') : confirmed()).example };
  }

  #widenRegion(code: number, at: number): void {
    const known = this.#regions.get(code);
    this.#regions.set(code, {
      lower: Math.min(known?.lower ?? at, at),
      upper: Math.max(known?.upper ?? at, at),
    });
  }
}
