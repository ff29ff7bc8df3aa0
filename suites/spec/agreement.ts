import { decimalText } from '../../reference/decimal-text.ts';
import { areDisjoint, type Bound, compareBounds, type Enclosure } from '../../reference/enclosure.ts';
import {
  absRational,
  compareRational,
  multiplyRational,
  powerOfTwo,
  type Rational,
  subtractRational,
} from '../../spec/language/rational.ts';

/** Formulas that agree to here are one formula: a constant typed with one wrong digit in 19 is still told apart. */
const RELATIVE = powerOfTwo(-64);
/** Where the exact value may be 0 no relative width exists: both are 0 to 30 digits. */
const NEAR_ZERO = powerOfTwo(-100);

/**
 * How two values at one point lie: `agree` where both are known closely and may be one number, `differ` where they
 * cannot be, `open` where nothing can be said.
 */
export type Agreement = 'agree' | 'differ' | 'open';

/**
 * Compares two enclosures of exact values; `undefined` is the value of an expression that is undefined at the point,
 * which no number equals.
 */
export function agreement(a: Enclosure | undefined, b: Enclosure | undefined): Agreement {
  if (!a || !b) {
    const other = a ?? b;
    return other && isNarrow(other.lower, other.upper) ? 'differ' : 'open';
  }
  if (areDisjoint(a, b)) return 'differ';
  const lower = compareBounds(a.lower, b.lower) < 0 ? a.lower : b.lower;
  const upper = compareBounds(a.upper, b.upper) > 0 ? a.upper : b.upper;
  return isNarrow(lower, upper) ? 'agree' : 'open';
}

function isNarrow(lower: Bound, upper: Bound): boolean {
  if (typeof lower === 'string' || typeof upper === 'string') return false;
  const width = subtractRational(upper, lower);
  const larger = largest(absRational(lower), absRational(upper));
  if (compareRational(width, multiplyRational(RELATIVE, larger)) <= 0) return true;
  return lower.num <= 0n && upper.num >= 0n && compareRational(width, NEAR_ZERO) <= 0;
}

const largest = (a: Rational, b: Rational): Rational => (compareRational(a, b) < 0 ? b : a);

/** An enclosure for people: its lower end, which is the value to more digits than are shown. */
export const shown = (enclosure: Enclosure | undefined): string => {
  if (!enclosure) return 'undefined';
  const { lower, upper } = enclosure;
  if (typeof lower === 'string') return typeof upper === 'string' ? 'any number' : `at most ${decimalText(upper, 15)}`;
  if (typeof upper === 'string') return `at least ${decimalText(lower, 15)}`;
  return isNarrow(lower, upper) ? decimalText(lower, 20) : `[${decimalText(lower, 9)}, ${decimalText(upper, 9)}]`;
};
