import type { Rational } from '../spec/language/rational.ts';
import type { Enclosure } from './enclosure.ts';

/**
 * What the symbols of an expression stand for.
 *
 * @example
 * const sigmoidAtOne: Environment = { value: () => ONE, extent: () => 1 };
 */
export interface Environment {
  /**
   * The value of a symbol; `lag` 1 is its value at `t-1`. `positions` are zero-based, one for each index the symbol
   * carries, in declaration order. @throws an error of its choice for a symbol it does not know
   */
  value(key: string, lag: 0 | 1, positions: readonly number[]): Rational | Enclosure;
  /** How many values an index runs over. */
  extent(index: string): number;
}

/** The environment of an expression without symbols. */
export const CLOSED: Environment = {
  value: (key) => {
    throw new RangeError(`the expression mentions ${key}; give an environment that knows its value`);
  },
  extent: (index) => {
    throw new RangeError(`the expression runs over ${index}; give an environment that knows its extent`);
  },
};

/**
 * How far the `mixed` accuracy class lets the numbers of an evaluation move (docs/terms.md, *widening*). All half
 * widths are relative, in absolute terms (0.001 is a thousandth), and 0 means exact.
 */
export interface Widening {
  /** For every occurrence of the symbol. */
  relative(key: string): number;
  /** For a literal. A constant (pi, e) is asked for with a convergent of its continued fraction, inexact everywhere. */
  literal(q: Rational): number;
  /** Absolute: added to the result of each add (those of a sum too), sub, mul, div, power and call except abs, floor and sign. */
  readonly underflow: number;
  /** More, for every term of a chain of additions and each addition of it (`additions.ts`). */
  readonly addition: number;
  /** Is every value of the symbol a whole number? Decisions on those are exact: see `Decisions`. None where absent. */
  counts?(key: string): boolean;
}
