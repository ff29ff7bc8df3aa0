import { compareBounds } from '../reference/enclosure.ts';
import { decodeHalf } from '../reference/formats/bits.ts';
import { FORMATS, type FormatName } from '../reference/formats/format.ts';
import { createOracle } from '../reference/oracle.ts';
import { rationalFromNumber } from '../spec/language/rational.ts';
import { EMPTY_TALLY, KEPT_EXAMPLES, type Mismatch, type Tally } from './crosscheck.ts';
import { environmentOf } from './environment.ts';
import { type Bounds64, FastTier } from './fast-tier.ts';
import type { Point } from './point.ts';
import { bindingsOf, type Question } from './question.ts';
import type { TierName } from './slow-tier.ts';

/** The formats whose every number is tried. */
const SHORT_FORMATS: readonly FormatName[] = ['float16', 'bfloat16'];

/** All patterns of 16 bits in so many chunks. */
export const EXHAUSTIVE_CHUNKS = 64;

/**
 * The patterns of one chunk: 1,024 numbers in a row times an odd constant (65,536 over the golden ratio), modulo 65,536.
 * An odd factor permutes, so the chunks together are all patterns and each holds every value of the lowest ten bits; the
 * golden ratio spreads each over all signs and exponents.
 */
export const patternsOf = (chunk: number): number[] => {
  const size = 65_536 / EXHAUSTIVE_CHUNKS;
  return Array.from({ length: size }, (_, k) => ((chunk * size + k) * 40_503) & 0xffff);
};

/** How an interval of the slow tiers lies to one of the float64 tier. */
interface Comparison {
  /** True where all of it lies inside, false where it does not, undefined where no precision told. */
  readonly inside: boolean | undefined;
  readonly tier: TierName;
}

const ordered = (x: number): ReturnType<typeof rationalFromNumber> | 'inf' | '-inf' =>
  Number.isFinite(x) ? rationalFromNumber(x) : x > 0 ? 'inf' : '-inf';

/**
 * Is the enclosure by exact rationals or BigInt intervals inside `bounds`? Those are asked at growing precision while the
 * two overlap only; disjoint intervals, or a value that has none, are a fault.
 */
function compareEnclosures(question: Question, point: Point, bounds: Bounds64): Comparison {
  const [lower, upper] = [ordered(bounds.lower), ordered(bounds.upper)];
  const decision = createOracle(environmentOf(question, point)).decide(
    question.expression,
    (slow) => {
      if (compareBounds(lower, slow.lower) <= 0 && compareBounds(slow.upper, upper) <= 0) return { inside: true };
      const apart = compareBounds(slow.upper, lower) < 0 || compareBounds(upper, slow.lower) < 0;
      return apart ? { inside: false } : undefined;
    },
    bindingsOf(question, point),
  );
  return { inside: decision.undecided ? undefined : decision.answer.inside, tier: decision.tier };
}

/** The float64 tier against the slow tiers on every number of the two formats of 16 bits. */
export class ExhaustiveChecker {
  readonly #question: Question;
  readonly #fast: FastTier;

  /** @throws RangeError for an output that is no function of one number */
  constructor(question: Question) {
    if (!question.output.at) throw new RangeError(`${question.output.name} is no function of one number`);
    this.#question = question;
    this.#fast = new FastTier(question);
  }

  /** Compares one of the 64 chunks; `move` plants a fault in the float64 tier's enclosures. */
  check(chunk: number, move: (bounds: Bounds64) => Bounds64 = (bounds) => bounds): Tally {
    const question = this.#question;
    const patterns = patternsOf(chunk);
    const points = SHORT_FORMATS.flatMap((format) =>
      patterns.flatMap((bits) => {
        const x = decodeHalf(FORMATS[format], bits);
        const point = Number.isFinite(x) ? question.output.at?.(x, format) : undefined;
        return point ? [point] : [];
      }),
    );
    const tiers: Record<TierName, number> = { ...EMPTY_TALLY.tiers };
    const examples: Mismatch[] = [];
    let mismatches = 0;
    let undecided = 0;
    this.#fast.enclose(points).forEach((enclosure, i) => {
      const bounds = move(enclosure);
      const { inside, tier } = compareEnclosures(question, points[i]!, bounds);
      tiers[tier]++;
      if (inside === undefined) undecided++;
      if (inside !== false) return;
      mismatches++;
      const { format, symbols, at, wrtAt } = points[i]!;
      const got = `[${bounds.lower}, ${bounds.upper}]`;
      const expected = `an interval that holds the value by the ${tier} tier`;
      const output = question.output.name;
      if (examples.length < KEPT_EXAMPLES)
        examples.push({ output, tier: 'float64', format, symbols, at, wrtAt, expected, got });
    });
    return { points: points.length, tiers, mismatches, undecided, undecidedByMpfr: 0, examples };
  }
}
