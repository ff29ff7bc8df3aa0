import type { Expression } from '../spec/language/expression.ts';
import type { Enclosure } from './enclosure.ts';
import { createEvaluator, type Environment, type Evaluator } from './evaluate.ts';
import { exactField } from './exact.ts';
import type { Format } from './formats/format.ts';
import { roundEnclosure } from './formats/round.ts';
import { bigintField } from './interval/bigint.ts';
import { decimalField } from './interval/decimal.ts';
import type { IntervalField } from './interval/field.ts';
import { createDerivative, type Variable } from './jet.ts';

export type Tier = 'exact' | 'bigint' | 'decimal';

export interface OracleOptions {
  /** One tier only: `decimal` is the arbiter. Otherwise the exact tier is asked first, then the bigint tier. */
  readonly tier?: Tier;
  /** Ask about the derivative by this number instead of the value. */
  readonly derivative?: Variable;
  /** Bits at which an interval tier gives up; 2,000 decimal digits where not given. */
  readonly maxBits?: number;
}

/** An answer that is proved, or why there is none. */
export type Decision<R> =
  | {
      readonly undecided: false;
      readonly answer: R;
      /** What the answer was read from. */
      readonly enclosure: Enclosure;
      readonly tier: Tier;
      /** Precision of the intervals; infinite for the exact tier. */
      readonly bits: number;
    }
  | {
      readonly undecided: true;
      /** `undefined`: the expression has no value here. `precision`: the cap was reached. */
      readonly reason: 'undefined' | 'precision';
      /** The narrowest enclosure found; absent where there is no value. */
      readonly enclosure: Enclosure | undefined;
      readonly tier: Tier;
      readonly bits: number;
    };

/** Answers about expressions at one environment; what expressions share is evaluated once at each precision. */
export interface Oracle {
  /**
   * Asks at growing precision until the enclosure is narrow enough to answer (Ziv's strategy). `question` returns
   * `undefined` while an enclosure leaves several answers possible.
   */
  decide<R>(
    expression: Expression,
    question: (enclosure: Enclosure) => R | undefined,
    bindings?: ReadonlyMap<string, number>,
  ): Decision<R>;
  /** The value of the format nearest to the exact one, ties to even. */
  rounded(expression: Expression, format: Format, bindings?: ReadonlyMap<string, number>): Decision<number>;
  /** An enclosure computed with so many bits; `undefined` where the expression has no value. */
  enclose(expression: Expression, bits: number, bindings?: ReadonlyMap<string, number>): Enclosure | undefined;
}

/** 2,000 decimal digits are 6,643.9 bits. */
const MAX_BITS = 6_644;

/**
 * The first precision leaves 43 bits below the last place of a float64; each further one doubles it, so that a
 * question is never dearer than a few times what its answer needs.
 */
const FIRST_BITS = 96;

type Bounded = (expression: Expression, bindings?: ReadonlyMap<string, number>) => Enclosure | undefined;

export function createOracle(environment: Environment, options: OracleOptions = {}): Oracle {
  const { tier, derivative, maxBits = MAX_BITS } = options;
  const known = new Map<number, Bounded>();

  function bounded<T>(field: IntervalField<T>): Bounded {
    const evaluator: Evaluator<T> = derivative
      ? createDerivative(field, environment, derivative)
      : createEvaluator(field, environment);
    return (expression, bindings) => field.bounds(evaluator(expression, bindings));
  }

  function at(bits: number): Bounded {
    let found = known.get(bits);
    if (!found) {
      found = tier === 'decimal' ? bounded(decimalField(Math.ceil(bits * Math.log10(2)))) : bounded(bigintField(bits));
      known.set(bits, found);
    }
    return found;
  }

  const exact = tier === undefined || tier === 'exact' ? bounded(exactField) : undefined;

  const decide: Oracle['decide'] = (expression, question, bindings) => {
    let enclosure = exact?.(expression, bindings);
    let bits = Number.POSITIVE_INFINITY;
    if (enclosure || tier === 'exact') {
      const answer = enclosure && question(enclosure);
      return enclosure && answer !== undefined
        ? { undecided: false, answer, enclosure, tier: 'exact', bits }
        : { undecided: true, reason: 'precision', enclosure, tier: 'exact', bits };
    }
    const used = tier ?? 'bigint';
    for (bits = Math.min(FIRST_BITS, maxBits); ; bits = Math.min(2 * bits, maxBits)) {
      enclosure = at(bits)(expression, bindings);
      if (!enclosure) return { undecided: true, reason: 'undefined', enclosure, tier: used, bits };
      const answer = question(enclosure);
      if (answer !== undefined) return { undecided: false, answer, enclosure, tier: used, bits };
      if (bits === maxBits) return { undecided: true, reason: 'precision', enclosure, tier: used, bits };
    }
  };

  return {
    decide,
    rounded: (expression, format, bindings) =>
      decide(expression, (enclosure) => roundEnclosure(format, enclosure), bindings),
    enclose: (expression, bits, bindings) => exact?.(expression, bindings) ?? at(bits)(expression, bindings),
  };
}

/** How one question is asked: an oracle's options, and the positions of the expression's free indices. */
export interface QuestionOptions extends OracleOptions {
  readonly bindings?: ReadonlyMap<string, number>;
}

/** One question about one expression: see `Oracle.decide`. */
export const decide = <R>(
  expression: Expression,
  environment: Environment,
  question: (enclosure: Enclosure) => R | undefined,
  options: QuestionOptions = {},
): Decision<R> => createOracle(environment, options).decide(expression, question, options.bindings);

/** The correctly rounded value of one expression: see `Oracle.rounded`. */
export const roundedValue = (
  expression: Expression,
  environment: Environment,
  format: Format,
  options: QuestionOptions = {},
): Decision<number> => createOracle(environment, options).rounded(expression, format, options.bindings);

/** An enclosure of one expression: see `Oracle.enclose`. */
export const enclose = (
  expression: Expression,
  environment: Environment,
  bits = 128,
  options: QuestionOptions = {},
): Enclosure | undefined => createOracle(environment, options).enclose(expression, bits, options.bindings);
