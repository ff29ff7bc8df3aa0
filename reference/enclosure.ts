import { compareRational, formatRational, type Rational } from '../spec/language/rational.ts';

/** An end of an enclosure: a rational number, or no bound on that side. */
export type Bound = Rational | 'inf' | '-inf';

/**
 * A closed interval of reals proved to contain the value in question. `lower` is never `'inf'`, `upper` never
 * `'-inf'`. Where an expression is nowhere defined on a box there is no enclosure: functions return `undefined`.
 */
export interface Enclosure {
  readonly lower: Bound;
  readonly upper: Bound;
}

/** The enclosure of one rational number. */
export const pointEnclosure = (value: Rational): Enclosure => ({ lower: value, upper: value });

export const isEnclosure = (value: Rational | Enclosure): value is Enclosure => 'lower' in value;

/** -1, 0 or 1 as the end `a` is below, at or above the end `b`; an infinite end is at itself. */
export function compareBounds(a: Bound, b: Bound): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === 'inf' || b === '-inf') return 1;
  if (a === '-inf' || b === 'inf') return -1;
  return compareRational(a, b);
}

/** The exact value where both ends agree. */
export function exactValue(enclosure: Enclosure): Rational | undefined {
  const { lower, upper } = enclosure;
  if (lower === 'inf' || lower === '-inf' || upper === 'inf' || upper === '-inf') return undefined;
  return compareRational(lower, upper) === 0 ? lower : undefined;
}

export const contains = (enclosure: Enclosure, value: Rational): boolean =>
  compareBounds(enclosure.lower, value) <= 0 && compareBounds(value, enclosure.upper) <= 0;

/** True when no real number is in both: the only way in which a value is ever proved wrong. */
export const areDisjoint = (a: Enclosure, b: Enclosure): boolean =>
  compareBounds(a.upper, b.lower) < 0 || compareBounds(b.upper, a.lower) < 0;

export const formatBound = (bound: Bound): string => (typeof bound === 'string' ? bound : formatRational(bound));
