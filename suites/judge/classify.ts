import type { Format } from '../../reference/formats/format.ts';
import {
  ABSOLUTE,
  FAIL,
  INFORMATIVE_WIDTH,
  MIXED,
  NAN,
  OVERFLOW,
  RELATIVE,
  ROUNDED,
  UNDECIDED,
  UNINFORMATIVE,
} from './accuracy-class.ts';
import { exponentOf, twoTo } from './float-exponent.ts';

/** Lower and upper bounds of a batch, element by element. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Everything that decides the classes of one batch of values. All arrays have the same length. */
export interface Evidence {
  readonly format: Format;
  /** K in units of u. */
  readonly K: number;
  /** Enclosures of the exact values at the exact inputs. */
  readonly exact: Bounds;
  /** Enclosures of the `mixed` class, the result's own K u included; asked for once, where a value needs them. */
  readonly mixed: () => Bounds;
  /** Enclosures of the page's `scale:`, asked for likewise; absent where none is declared. */
  readonly scale?: (() => Bounds) | undefined;
  /** Rounds a float64 to the format: nearest, ties to even. */
  readonly round: (x: number) => number;
}

/**
 * The share of the class's width that may be this tier's own rounding: the exact value is known no better than that.
 * In float64 the two are of one kind (a few ulp against K u), so the share is large everywhere; at 3/4 the class is at
 * most four times as wide as its definition, and between sound and unstable lie factors of hundreds (docs/judging.md).
 */
const LOOSE = 3 / 4;

/**
 * Where exp leaves the range of float64, at 2^-1022 and 2^1024, the enclosure reaches from there to zero; times inputs of
 * ordinary size it stays below this share of the scale. Errors so small are not worth a slower tier for half of a sweep.
 */
const NEGLIGIBLE = 2 ** -500;

/**
 * Most values of a sound subject are what both ends of the enclosure round to: those are marked by a loop that knows of
 * nothing else, the others as UNDECIDED. An empty enclosure, whose ends lie the wrong way round, has no such value, and NaN is
 * none.
 *
 * @returns how many were marked as rounded
 */
function markRounded(
  got: ArrayLike<number>,
  { lower, upper }: Bounds,
  round: (x: number) => number,
  classes: Uint8Array,
): number {
  // Called by its name, the rounding to float32 is one machine instruction.
  if (round === Math.fround) return markSingle(got, lower, upper, classes);
  let marked = 0;
  for (let i = 0; i < got.length; i++) {
    const y = got[i]!;
    const isRounded = y === round(lower[i]!) && y === round(upper[i]!);
    classes[i] = isRounded ? ROUNDED : UNDECIDED;
    if (isRounded) marked++;
  }
  return marked;
}

/** The same for float32. */
function markSingle(got: ArrayLike<number>, lower: Float64Array, upper: Float64Array, classes: Uint8Array): number {
  let marked = 0;
  for (let i = 0; i < got.length; i++) {
    const y = got[i]!;
    const isRounded = y === Math.fround(lower[i]!) && y === Math.fround(upper[i]!);
    classes[i] = isRounded ? ROUNDED : UNDECIDED;
    if (isRounded) marked++;
  }
  return marked;
}

/**
 * Decide the accuracy class of each value against float64 enclosures.
 *
 * Every decision is made from disjoint intervals: a bound that is compared has been rounded outward, and a value is
 * called outside a class only when it is outside of an interval that contains the class. Where the float64
 * enclosures do not decide, the code is UNDECIDED and a slower tier must be asked.
 *
 * An uninformative enclosure of the `mixed` class excuses nothing: a value inside it proves nothing and counts
 * neither way, but a value outside it is outside the class all the same.
 *
 * The subtractions below are float64 and inexact; each comparison therefore allows a relative slack of 2^-50 on the
 * side that leads to UNDECIDED, never on the side that decides.
 */
export function classify(got: ArrayLike<number>, evidence: Evidence, classes: Uint8Array): void {
  const { format, K, exact, mixed, scale, round } = evidence;
  const { precision, emin, emax } = format;
  const overflowValue = twoTo(emax + 1);
  const unit = twoTo(-precision);
  const largestFinite = twoTo(emax) * (2 - 2 * unit);
  // In float64 a correct rounding can be told only where the enclosure is a single point.
  const canRound = precision < 53;
  let box: Bounds | undefined;
  let scaleBox: Bounds | undefined;
  if (markRounded(got, exact, round, classes) === got.length) return;
  for (let i = 0; i < got.length; i++) {
    if (classes[i] === ROUNDED) continue;
    const y = got[i]!;
    const lower = exact.lower[i]!;
    const upper = exact.upper[i]!;
    if (!(lower <= upper)) {
      classes[i] = UNINFORMATIVE; // nowhere defined: not this check's business (see the special values)
      continue;
    }
    if (Number.isNaN(y)) {
      classes[i] = Number.isFinite(lower) && Number.isFinite(upper) ? NAN : UNDECIDED;
      continue;
    }
    if (lower === upper && y === lower) {
      classes[i] = ROUNDED;
      continue;
    }
    // An infinity counts as the first value beyond the format, one ulp above the largest: where the exact value surely
    // reaches that, it is a correct rounding or within this ulp.
    const beyond = y === Number.POSITIVE_INFINITY ? lower : y === Number.NEGATIVE_INFINITY ? -upper : 0;
    if (beyond >= largestFinite && K >= 1) {
      classes[i] = RELATIVE;
      continue;
    }
    const low = round(lower);
    const high = round(upper);
    if (canRound && low !== high && y >= low && y <= high) {
      classes[i] = UNDECIDED;
      continue;
    }
    // inf is measured as the first value beyond the format (2^1024 itself is beyond float64: use inf there).
    const value = y === Number.POSITIVE_INFINITY ? overflowValue : y === Number.NEGATIVE_INFINITY ? -overflowValue : y;

    const smallest = lower > 0 ? lower : upper < 0 ? -upper : 0;
    const largest = Math.max(Math.abs(lower), Math.abs(upper));
    const ulpSmall = twoTo(Math.max(exponentOf(smallest), emin) - precision + 1);
    const ulpLarge = twoTo(Math.max(exponentOf(largest), emin) - precision + 1);
    const farthest = Math.max(Math.abs(value - lower), Math.abs(value - upper));
    const nearest = value > upper ? value - upper : value < lower ? lower - value : 0;
    const slack = 2 ** -50;
    const relativeIn = farthest * (1 + slack) <= K * ulpSmall;
    if (relativeIn) {
      classes[i] = RELATIVE;
      continue;
    }
    const relativeOut = nearest * (1 - slack) > K * ulpLarge;
    // In float64 this tier is no finer than the format, so between relative and mixed it often cannot tell; both
    // conform, and `mixed` is the weaker claim.
    if (!relativeOut && canRound) {
      classes[i] = UNDECIDED;
      continue;
    }

    box ??= mixed();
    scaleBox ??= scale?.();
    const mixedLower = box.lower[i]!;
    const mixedUpper = box.upper[i]!;
    const scaleLower = scaleBox ? scaleBox.lower[i]! : 0;
    if (value >= mixedLower && value <= mixedUpper) {
      const width = mixedUpper - mixedLower;
      const informative = width <= Math.max(smallest, scaleLower) * INFORMATIVE_WIDTH;
      // Wide only in this tier, perhaps: where the exact enclosure is not tight either, a slower one is asked.
      const tight = upper - lower <= largest * unit && Number.isFinite(width);
      // The same where most of the width is this tier's own and could hide an error that matters.
      const loose = upper - lower > LOOSE * width && width > NEGLIGIBLE * Math.max(smallest, scaleLower);
      classes[i] = informative && !loose ? MIXED : tight ? UNINFORMATIVE : UNDECIDED;
      continue;
    }
    if (!relativeOut) {
      classes[i] = UNDECIDED;
      continue;
    }
    if (y === Number.POSITIVE_INFINITY || y === Number.NEGATIVE_INFINITY) {
      classes[i] = OVERFLOW;
      continue;
    }
    if (scaleBox && nearest * (1 - slack) <= K * unit * scaleBox.upper[i]!) {
      classes[i] = farthest * (1 + slack) <= K * unit * scaleLower ? ABSOLUTE : UNDECIDED;
      continue;
    }
    classes[i] = FAIL;
  }
}
