import { FORMATS } from '../reference/formats/format.ts';
import { roundNumber } from '../reference/formats/round.ts';
import { type Bounds64, FastTier } from './fast-tier.ts';
import type { Decider } from './mpfr/decide.ts';
import type { Block, Point } from './point.ts';
import { FORMATS as FORMAT_NAMES } from './points/float.ts';
import { Random } from './points/random.ts';
import type { Question } from './question.ts';
import type { SlowTier, TierName } from './slow-tier.ts';

/** Points are drawn, checked and recorded in chunks of so many; a chunk depends on seed, output and its number only. */
export const CHUNK = 1000;

/**
 * How the points are shared out among the tiers. The float64 enclosure of every point is checked; this says which points
 * the slow tiers answer as well, whether float64 decides them or not.
 */
export interface Sampling {
  /** Of so many points in a row of a format narrower than float64 one; of float64, which that tier never decides, all. */
  readonly slow: number;
  /** Every so many points one is put to the decimal arbiter as well. */
  readonly arbiter: number;
}

/** Half of the points to the slow tiers (1/4 are float64, and a third of 3/4), 2 % to the arbiter. */
export const THOROUGH: Sampling = { slow: 3, arbiter: 50 };

/** For a test suite: half of the points to the slow tiers as well, but the arbiter, which costs most, seldom. */
export const BRIEF: Sampling = { slow: 3, arbiter: 1000 };

/** A point on which the two implementations differ. */
export interface Mismatch {
  readonly output: string;
  readonly tier: TierName;
  readonly format: string;
  readonly symbols: Readonly<Record<string, Block>>;
  readonly at: readonly number[];
  readonly wrtAt: readonly number[];
  /** By MPFR, as a decimal that reads back as the same float64. */
  readonly expected: string;
  /** By the oracle, likewise: a value, or the float64 enclosure that misses it. */
  readonly got: string;
}

/** What was found; counts of several chunks or outputs add up. */
export interface Tally {
  readonly points: number;
  /** Answers by tier: a point counts in each that answered it. */
  readonly tiers: Readonly<Record<TierName, number>>;
  readonly mismatches: number;
  /** Points that the oracle, or MPFR, gave up at their caps. */
  readonly undecided: number;
  readonly undecidedByMpfr: number;
  /** The first few mismatches. */
  readonly examples: readonly Mismatch[];
}

export const KEPT_EXAMPLES = 5;

export const EMPTY_TALLY: Tally = {
  points: 0,
  tiers: { exact: 0, float64: 0, bigint: 0, decimal: 0 },
  mismatches: 0,
  undecided: 0,
  undecidedByMpfr: 0,
  examples: [],
};

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    points: a.points + b.points,
    tiers: {
      exact: a.tiers.exact + b.tiers.exact,
      float64: a.tiers.float64 + b.tiers.float64,
      bigint: a.tiers.bigint + b.tiers.bigint,
      decimal: a.tiers.decimal + b.tiers.decimal,
    },
    mismatches: a.mismatches + b.mismatches,
    undecided: a.undecided + b.undecided,
    undecidedByMpfr: a.undecidedByMpfr + b.undecidedByMpfr,
    examples: [...a.examples, ...b.examples].slice(0, KEPT_EXAMPLES),
  };
}

/** Counts one chunk. */
class Ledger {
  points = 0;
  mismatches = 0;
  undecided = 0;
  undecidedByMpfr = 0;
  readonly tiers: Record<TierName, number> = { ...EMPTY_TALLY.tiers };
  readonly examples: Mismatch[] = [];

  differ(question: Question, point: Point, tier: TierName, expected: number, got: number | Bounds64): void {
    this.mismatches++;
    if (this.examples.length >= KEPT_EXAMPLES) return;
    const { format, symbols, at, wrtAt } = point;
    this.examples.push({
      output: question.output.name,
      tier,
      format,
      symbols,
      at,
      wrtAt,
      expected: `${expected}`,
      got: typeof got === 'number' ? `${got}` : `[${got.lower}, ${got.upper}]`,
    });
  }
}

/** The two sides of a comparison. */
export interface Sides {
  readonly decider: Decider;
  readonly slow: SlowTier;
}

/** The points of one chunk: the four formats in turn. */
export function drawChunk(question: Question, seed: number, chunk: number, size: number): Point[] {
  const random = new Random(seed, `${question.output.name}#${chunk}`);
  return Array.from({ length: size }, (_, i) => question.output.draw(random, FORMAT_NAMES[i % 4]!));
}

/**
 * Checks chunks of one question. Every point goes to the float64 tier, whose enclosure must be true; a share of them, and
 * those whose rounding it leaves open, to the slow tiers; a few to the decimal arbiter. Values are compared with `===`: the
 * rounded values must be the same number of the format. (The sign of a zero is not asked for: inputs are real numbers here,
 * and pages state it among their limits.)
 */
export class QuestionChecker {
  readonly #question: Question;
  readonly #sides: Sides;
  readonly #sampling: Sampling;
  readonly #fast: FastTier;

  constructor(question: Question, sides: Sides, sampling: Sampling) {
    this.#sampling = sampling;
    this.#question = question;
    this.#sides = sides;
    this.#fast = new FastTier(question);
  }

  check(seed: number, chunk: number, size: number = CHUNK): Tally {
    const ledger = new Ledger();
    const points = drawChunk(this.#question, seed, chunk, size);
    const { slow, arbiter } = this.#sampling;
    const bounds = this.#fast.enclose(points);
    points.forEach((point, i) => {
      ledger.points++;
      const [expected, expected64] = this.#sides.decider.round(point.formula, [point.format, 'float64']);
      if (expected === undefined) {
        ledger.undecidedByMpfr++;
        return;
      }
      // Formats take turns, points 4k to 4k + 3 being one of each; their shares are shifted against each other.
      const chosen = point.format === 'float64' || (Math.floor(i / 4) + i) % slow === 0;
      const decided = this.#checkFast(point, bounds[i]!, expected, expected64, ledger);
      if (chosen || !decided) this.#checkSlow(point, expected, 'auto', ledger);
      // Shifted by the chunk, so that every format takes its turn although they share factors with the period.
      if ((i + chunk) % arbiter === 0) this.#checkSlow(point, expected, 'decimal', ledger);
    });
    return { ...ledger };
  }

  #checkSlow(point: Point, expected: number, tier: 'auto' | 'decimal', ledger: Ledger): void {
    const answer = this.#sides.slow.round(this.#question, point, tier);
    ledger.tiers[answer.tier]++;
    if (answer.value === undefined) ledger.undecided++;
    else if (answer.value !== expected) ledger.differ(this.#question, point, answer.tier, expected, answer.value);
  }

  /**
   * Rounding to nearest is monotone, so an enclosure of the value contains the value's own rounding to float64: that is
   * asked of every enclosure, whether it decides the format's rounding or not. (Where inputs of few bits differ by a
   * tie of float64, which only an e^-1000000 breaks, no precision rounds to float64; the format's rounding is asked still.)
   *
   * @returns whether it gave an answer, right or wrong
   */
  #checkFast(
    point: Point,
    bounds: Bounds64,
    expected: number,
    expected64: number | undefined,
    ledger: Ledger,
  ): boolean {
    if (expected64 !== undefined && !(bounds.lower <= expected64 && expected64 <= bounds.upper)) {
      ledger.tiers.float64++;
      ledger.differ(this.#question, point, 'float64', expected64, bounds);
      return true;
    }
    const format = FORMATS[point.format];
    const low = roundNumber(format, bounds.lower);
    if (low !== roundNumber(format, bounds.upper)) return false;
    ledger.tiers.float64++;
    if (low !== expected) ledger.differ(this.#question, point, 'float64', expected, low);
    return true;
  }
}

export interface CrosscheckOptions {
  /** Points a question. */
  readonly points: number;
  readonly seed: number;
  readonly sampling: Sampling;
  readonly onProgress?: (output: string, tally: Tally) => void;
}

/** What was found, by the name of the output. */
export type Report = ReadonlyMap<string, Tally>;

/** Compares the oracle with the hand-written formulas on `points` points of every question. */
export function crosscheck(questions: readonly Question[], sides: Sides, options: CrosscheckOptions): Report {
  const report = new Map<string, Tally>();
  for (const question of questions) {
    const checker = new QuestionChecker(question, sides, options.sampling);
    let tally = EMPTY_TALLY;
    for (let done = 0, chunk = 0; done < options.points; done += CHUNK, chunk++) {
      tally = addTallies(tally, checker.check(options.seed, chunk, Math.min(CHUNK, options.points - done)));
      options.onProgress?.(question.output.name, tally);
    }
    report.set(question.output.name, tally);
  }
  return report;
}
