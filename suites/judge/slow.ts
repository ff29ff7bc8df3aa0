import { type Bound, type Enclosure, exactValue } from '../../reference/enclosure.ts';
import { createEvaluator, type Environment, type Evaluator, type Widening } from '../../reference/evaluate.ts';
import { exactField } from '../../reference/exact.ts';
import { FORMATS, type Format } from '../../reference/formats/format.ts';
import { roundBound, roundRational, roundUnsignedZero } from '../../reference/formats/round.ts';
import { ulpOf } from '../../reference/formats/ulp.ts';
import { bigintField } from '../../reference/interval/bigint.ts';
import { decimalField } from '../../reference/interval/decimal.ts';
import type { IntervalField } from '../../reference/interval/field.ts';
import type { Expression } from '../../spec/language/expression.ts';
import {
  absRational,
  addRational,
  compareRational,
  multiplyRational,
  ONE,
  powerOfTwo,
  type Rational,
  rational,
  rationalFromNumber,
  subtractRational,
} from '../../spec/language/rational.ts';
import {
  ABSOLUTE,
  FAIL,
  INFORMATIVE_WIDTH,
  MIXED,
  NAN,
  OVERFLOW,
  RELATIVE,
  ROUNDED,
  UNINFORMATIVE,
} from './accuracy-class.ts';
import type { JudgingWidening } from './widening.ts';

export interface SlowQuestion {
  readonly got: number;
  readonly expression: Expression;
  readonly scale: Expression | undefined;
  readonly environment: Environment;
  /** Zero-based positions of the output's indices. */
  readonly bindings: ReadonlyMap<string, number>;
  readonly format: Format;
  readonly K: number;
  readonly widening: JudgingWidening;
  /** Ask one arithmetic only: the decimal arbiter confirms findings. */
  readonly tier?: 'bigint' | 'decimal' | undefined;
  /** What is known of `environment`, for the next element of the same tensor. */
  readonly memory?: SlowMemory | undefined;
}

/**
 * Evaluators that several questions about one environment share, all with the same widening: the elements of a row of
 * softmax have every exponential in common.
 */
export class SlowMemory {
  readonly #evaluators = new Map<string, (root: Expression, bindings: ReadonlyMap<string, number>) => unknown>();

  evaluator<T>(name: string, create: () => Evaluator<T>): Evaluator<T> {
    const known = this.#evaluators.get(name) ?? create();
    this.#evaluators.set(name, known);
    // A name says the field, so the elements are those of the field that `create` would use.
    return known as Evaluator<T>;
  }
}

export interface SlowVerdict {
  readonly class: number;
  /** The cap was reached; `class` is then UNINFORMATIVE. */
  readonly undecided: boolean;
  readonly tier: 'exact' | 'bigint' | 'decimal';
  readonly exact: Enclosure | undefined;
  readonly mixed: Enclosure | undefined;
}

/** Precisions tried, in bits: the last is 2,000 decimal digits, the cap of Ziv's strategy here. */
const PRECISIONS: readonly number[] = [128, 256, 512, 1024, 2048, 4096, 6644];

/** Decide the class of one value by growing precision; the definition of the classes, without shortcuts. */
export function classifySlowly(question: SlowQuestion): SlowVerdict {
  const { expression, environment, bindings, tier, memory = new SlowMemory() } = question;
  const bounds = <T>(field: IntervalField<T>, root: Expression, widening?: Widening): Enclosure | undefined => {
    const name = `${field.name} ${field.bits} ${widening ? 'widened' : 'exact'}`;
    const evaluator = memory.evaluator(name, () => createEvaluator(field, environment, widening ? { widening } : {}));
    return field.bounds(evaluator(root, bindings));
  };
  const known = tier ? undefined : bounds(exactField, expression);
  const exact = known && exactValue(known);
  let last: SlowVerdict | undefined;
  for (const bits of PRECISIONS) {
    const enclose = (root: Expression, widening?: Widening): Enclosure | undefined =>
      tier === 'decimal'
        ? bounds(decimalField(Math.ceil(bits * Math.log10(2))), root, widening)
        : bounds(bigintField(bits), root, widening);
    const value = exact ? { lower: exact, upper: exact } : enclose(expression);
    // The class is seldom needed: most values that come here are roundings that hang on one bit.
    let box: Enclosure | undefined | 'unknown' = 'unknown';
    const mixedBox = (): Enclosure | undefined => {
      if (box === 'unknown') box = mixedBounds(question, enclose(expression, question.widening));
      return box;
    };
    const code = decide(question, value, mixedBox, () => (question.scale ? enclose(question.scale) : undefined));
    const used = exact ? 'exact' : (tier ?? 'bigint');
    const mixed = tier ? mixedBox() : undefined;
    last = { class: code ?? UNINFORMATIVE, undecided: code === undefined, tier: used, exact: value, mixed };
    if (code !== undefined) return last;
  }
  return last!;
}

type Lazy = () => Enclosure | undefined;

/** The class, or undefined where this precision does not decide. */
function decide(question: SlowQuestion, exact: Enclosure | undefined, mixed: Lazy, scale: Lazy): number | undefined {
  const { got, format, K } = question;
  if (!exact) return UNINFORMATIVE;
  const { lower, upper } = exact;
  const finite = typeof lower === 'object' && typeof upper === 'object';
  if (Number.isNaN(got)) return finite ? NAN : undefined;
  const rounded = roundUnsignedZero(format, exact);
  if (rounded !== undefined && (rounded === got || (rounded === 0 && got === 0))) return ROUNDED;
  if (!finite) return undefined;
  const infinite = got === Number.POSITIVE_INFINITY || got === Number.NEGATIVE_INFINITY;
  // Beyond the format lies 2^(emax+1): overflow is measured continuously.
  const beyond = powerOfTwo(format.emax + 1);
  const value = infinite ? (got > 0 ? beyond : multiplyRational(rational(-1n), beyond)) : rationalFromNumber(got);
  if (rounded === undefined && isCandidate(format, got, exact)) return undefined;

  const farthest = maxRational(
    absRational(subtractRational(value, lower)),
    absRational(subtractRational(value, upper)),
  );
  const nearest = distance(value, lower, upper);
  const bound = rationalFromNumber(K);
  const smallest = smallestMagnitude(lower, upper);
  const largest = maxRational(absRational(lower), absRational(upper));
  if (compareRational(farthest, multiplyRational(bound, ulpOf(format, smallest))) <= 0) return RELATIVE;
  if (compareRational(nearest, multiplyRational(bound, ulpOf(format, largest))) <= 0) return undefined;

  const u = powerOfTwo(-format.precision);
  const inside = mixed();
  const scaleBox = scale();
  const scaleLower = scaleBox && typeof scaleBox.lower === 'object' ? scaleBox.lower : undefined;
  if (!inside) return UNINFORMATIVE;
  const contains =
    (typeof inside.lower !== 'object' || compareRational(inside.lower, value) <= 0) &&
    (typeof inside.upper !== 'object' || compareRational(value, inside.upper) <= 0);
  if (contains) {
    if (typeof inside.lower !== 'object' || typeof inside.upper !== 'object') return UNINFORMATIVE;
    const width = subtractRational(inside.upper, inside.lower);
    const yardstick = scaleLower ? maxRational(smallest, scaleLower) : smallest;
    return compareRational(width, multiplyRational(yardstick, rationalFromNumber(INFORMATIVE_WIDTH))) <= 0
      ? MIXED
      : UNINFORMATIVE;
  }
  if (infinite) return OVERFLOW;
  if (scaleBox && scaleLower && typeof scaleBox.upper === 'object') {
    const unit = multiplyRational(bound, u);
    if (compareRational(farthest, multiplyRational(unit, scaleLower)) <= 0) return ABSOLUTE;
    if (compareRational(nearest, multiplyRational(unit, scaleBox.upper)) <= 0) return undefined;
  }
  return FAIL;
}

/** Is `got` among the values that the undecided rounding hesitates between? */
function isCandidate(format: Format, got: number, exact: Enclosure): boolean {
  return roundBound(format, exact.lower) <= got && got <= roundBound(format, exact.upper);
}

/** The `mixed` class from the widened evaluation: the result's own (1 +- K u) and underflow are added. */
function mixedBounds(question: SlowQuestion, box: Enclosure | undefined): Enclosure | undefined {
  if (!box) return undefined;
  const { K, format, widening } = question;
  const relative = multiplyRational(rationalFromNumber(K), powerOfTwo(-format.precision));
  const outward = (bound: Bound, sign: 1 | -1): Bound => {
    if (typeof bound !== 'object') return bound;
    const magnitude = absRational(bound);
    // The nearest float64 is on the same side of a power of two, or on it: results there are not flushed.
    const extra = rationalFromNumber(widening.result(roundRational(FORMATS.float64, magnitude)));
    const step = addRational(multiplyRational(magnitude, relative), extra);
    return sign > 0 ? addRational(bound, step) : subtractRational(bound, step);
  };
  return { lower: outward(box.lower, -1), upper: outward(box.upper, 1) };
}

function distance(value: Rational, lower: Rational, upper: Rational): Rational {
  if (compareRational(value, upper) > 0) return subtractRational(value, upper);
  if (compareRational(value, lower) < 0) return subtractRational(lower, value);
  return multiplyRational(ONE, { num: 0n, den: 1n });
}

const maxRational = (a: Rational, b: Rational): Rational => (compareRational(a, b) >= 0 ? a : b);

function smallestMagnitude(lower: Rational, upper: Rational): Rational {
  if (lower.num > 0n) return lower;
  if (upper.num < 0n) return absRational(upper);
  return { num: 0n, den: 1n };
}
