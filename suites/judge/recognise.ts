import { FORMATS } from '../../reference/formats/format.ts';
import { largestFinite } from '../../reference/formats/ulp.ts';
import type { Page } from '../../spec/language/page.ts';
import { conforms, UNINFORMATIVE } from './accuracy-class.ts';
import type { Arithmetic, Criterion, Judgement } from './criterion.ts';
import { type EmulationStyle, emulate } from './emulate.ts';
import type { Balls } from './emulate-operation.ts';
import { LANE, type Point } from './point.ts';
import type { Algorithm } from './recognise-algorithms.ts';
import { onlyLanes, sampleLanes } from './recognise-lanes.ts';

/** Judged values of one output, as recognition needs them; a `Batch` of the tally is one. */
export interface JudgedValues {
  readonly criterion: Criterion;
  readonly point: Point;
  readonly got: ArrayLike<number>;
  readonly judgement: Judgement;
}

/** How a subject was found to compute what it gets wrong. */
export interface Recognition {
  /** Several where these cases do not tell them apart. */
  readonly algorithms: readonly Algorithm[];
  /** Values outside the mixed class, all of which the algorithm explains. */
  readonly cases: number;
}

/** Sums in each order, and each of them with 1/n as a factor and as a division. */
const STYLES: readonly EmulationStyle[] = (['sequential', 'pairwise', 'wide'] as const).flatMap((sums) =>
  (['multiplied', 'divided'] as const).map((reciprocals) => ({ sums, reciprocals })),
);

/**
 * Lanes on which errors are compared, half of them outside the class where there are so many; every lane outside the
 * class must be explained besides. Correctly rounded functions of float64 take the bigint tier.
 */
const LANES = { fast: 4096, float64: 512 };

/** A form that is not the one is refuted by the first few lanes; no need to carry it out on tens of thousands. */
const GLIMPSE = 128;

/**
 * An algorithm must account for this share of the errors, on average over the telling cases. Equal operations give the
 * same value bit for bit, so the right one leaves next to nothing; one that shares only the size of the errors, as any
 * form with the same largest intermediate does, leaves about all of them, since roundings of different operations are
 * unrelated. Halfway lies far from both.
 */
const ACCOUNTED = 1 / 2;

/**
 * Of two algorithms that both account for the errors, the one that leaves this much less is the one; the other shares
 * a cancelling operation with it and rounds differently before or after.
 */
const TOLD_APART = 1 / 16;

/**
 * Where roundings may have led anywhere (a variance that cancels to nothing, under a root), only a subject that rounds
 * in the very same places agrees. A value this much nearer to the emulation than to the exact one is no accident then;
 * any other says nothing.
 */
const REPRODUCED = 1 / 32;

/**
 * Which of a page's algorithms a subject runs, judged by its errors: each is emulated operation by operation in the
 * subject's format (emulate.ts). An algorithm is recognised when
 *
 * - it explains *every* value outside the `mixed` class: none is farther from the emulated value than roundings in the
 *   same operations can move it (`Balls`), and
 * - it predicts the errors: over the values where the subject or the emulation leaves the class, the subject is on
 *   average nearer to the emulation than half of the larger of the two errors. Values that the emulation gets wrong
 *   and the subject gets right count against it.
 *
 * No interval takes part in the second condition: the interval of a cancelling form contains almost everything.
 *
 * @returns undefined where no algorithm explains the values, or none of them is outside the class
 */
export function recognise(
  page: Page,
  algorithms: readonly Algorithm[],
  values: readonly JudgedValues[],
  arithmetic: Arithmetic,
): Recognition | undefined {
  const cases = values.reduce((n, { judgement }) => n + outside(judgement).length, 0);
  if (cases === 0) return undefined;
  const wrong = values.map((one) => onlyLanes(one, outside(one.judgement)));
  const limit = arithmetic.format === 'float64' ? LANES.float64 : LANES.fast;
  const sampled = values.map((one) => sampleLanes(one, limit));
  const glimpsed = wrong.map((one) => sampleLanes(one, GLIMPSE));
  const fitting = algorithms.flatMap((algorithm) => {
    // An equation that the algorithm leaves alone must hold by itself.
    const leaves = values.filter(({ criterion }) => !algorithm.expressions.has(criterion.expression));
    if (leaves.some(({ judgement }) => outside(judgement).length > 0)) return [];
    const touches = ({ criterion }: JudgedValues) => algorithm.expressions.has(criterion.expression);
    const stages = {
      glimpsed: glimpsed.filter(touches),
      wrong: wrong.filter(touches),
      sampled: sampled.filter(touches),
    };
    const left = unexplained(page, algorithm, stages, arithmetic);
    return left <= ACCOUNTED ? [{ algorithm, left }] : [];
  });
  const least = Math.min(...fitting.map(({ left }) => left));
  const best = fitting.filter(({ left }) => left <= least + TOLD_APART).map(({ algorithm }) => algorithm);
  const distinct = best.filter(({ id }, i) => best.findIndex((other) => other.id === id) === i);
  return distinct.length > 0 ? { algorithms: distinct, cases } : undefined;
}

export const isOutside = (code: number): boolean => !conforms(code) && code !== UNINFORMATIVE;

function outside({ classes }: Judgement): number[] {
  const found: number[] = [];
  classes.forEach((code, i) => {
    if (isOutside(code)) found.push(i);
  });
  return found;
}

/** What an algorithm has to explain, the cheapest first. */
interface Stages {
  /** A few values outside the class. */
  readonly glimpsed: readonly JudgedValues[];
  /** All of them. */
  readonly wrong: readonly JudgedValues[];
  /** Values on which errors are compared. */
  readonly sampled: readonly JudgedValues[];
}

/**
 * The mean part of the errors that an algorithm leaves, in the style that leaves least; Infinity where it cannot be the
 * one.
 */
function unexplained(
  page: Page,
  algorithm: Algorithm,
  { glimpsed, wrong, sampled }: Stages,
  arithmetic: Arithmetic,
): number {
  const run = ({ criterion, point }: JudgedValues, style: EmulationStyle): Balls =>
    emulate(page, algorithm.expressions.get(criterion.expression)!, criterion.indices, point, arithmetic, style);
  const scalar = sampled.every(({ criterion }) => criterion.indices[0] === LANE);
  const lefts = (scalar ? STYLES.slice(0, 1) : STYLES).map((style) => {
    const fast = { ...style, fast: true };
    const reached = (one: JudgedValues) => one.got.length === 0 || covers(one, run(one, fast), arithmetic);
    if (!glimpsed.every(reached) || !wrong.every(reached)) return Number.POSITIVE_INFINITY;
    const score = new Score();
    for (const one of sampled) score.add(one, run(one, style), arithmetic);
    return score.left;
  });
  return Math.min(...lefts);
}

/** Can roundings in these operations lead to each value that is outside the class? */
function covers(one: JudgedValues, { value, radius }: Balls, arithmetic: Arithmetic): boolean {
  const largest = largestFinite(FORMATS[arithmetic.format]);
  return outside(one.judgement).every((i) => reaches(one.got[i]!, value[i]!, radius[i]!, largest));
}

/**
 * How much of the errors an emulation accounts for. A pair of values that comes again tells nothing new: a tail of
 * zeros is one case, or it would drown all others.
 */
class Score {
  #unaccounted = 0;
  #outside = 0;
  #silent = 0;
  readonly #told = new Set<string>();

  add(one: JudgedValues, { value, radius }: Balls, arithmetic: Arithmetic): void {
    const { criterion, point, got, judgement } = one;
    const emulated = criterion.judge(value, point, arithmetic).classes;
    const { lower, upper } = judgement.exact;
    for (let i = 0; i < value.length; i++) {
      const code = judgement.classes[i]!;
      if (code === UNINFORMATIVE || (!isOutside(code) && !isOutside(emulated[i]!))) continue;
      const rest = unaccounted(got[i]!, value[i]!, (lower[i]! + upper[i]!) / 2);
      const silent = radius[i] === Number.POSITIVE_INFINITY && rest > REPRODUCED;
      if (isOutside(code)) this.#outside++;
      if (isOutside(code) && silent) this.#silent++;
      const pair = `${got[i]} ${value[i]}`;
      if (silent || this.#told.has(pair)) continue;
      this.#told.add(pair);
      this.#unaccounted += rest;
    }
  }

  /** The mean over the telling cases; Infinity where most of what is to be explained leaves the emulation silent. */
  get left(): number {
    const speaks = 2 * this.#silent <= this.#outside;
    return speaks && this.#told.size > 0 ? this.#unaccounted / this.#told.size : Number.POSITIVE_INFINITY;
  }
}

function reaches(got: number, value: number, radius: number, largest: number): boolean {
  if (radius === Number.POSITIVE_INFINITY || Object.is(got, value) || got === value) return true;
  if (Number.isNaN(got) || !Number.isFinite(value)) return false;
  if (!Number.isFinite(got)) return Math.abs(value) + radius > largest && Math.sign(got) === Math.sign(value);
  return Math.abs(got - value) <= radius;
}

/** The part of the larger error that separates the two: 0 for the same value, at most 1. */
function unaccounted(got: number, value: number, exact: number): number {
  if (Object.is(got, value) || got === value) return 0;
  const apart = Math.abs(got - value);
  const largest = Math.max(Math.abs(got - exact), Math.abs(value - exact));
  return Number.isFinite(apart) && Number.isFinite(largest) ? Math.min(1, apart / largest) : 1;
}
