import { FORMATS } from '../reference/formats/format.ts';
import { roundUnsignedZero } from '../reference/formats/round.ts';
import { type Decision, decide, type OracleOptions } from '../reference/oracle.ts';
import { environmentOf } from './environment.ts';
import type { Point } from './point.ts';
import { bindingsOf, type Question } from './question.ts';

export type TierName = 'exact' | 'float64' | 'bigint' | 'decimal';

export interface SlowAnswer {
  /** The rounded value; undefined where the oracle gave up. */
  readonly value: number | undefined;
  readonly tier: TierName;
}

/** The oracle without its float64 tier: exact rationals, then BigInt intervals, or the decimal arbiter. */
export interface SlowTier {
  round(question: Question, point: Point, tier: 'auto' | 'decimal'): SlowAnswer;
}

/** Bits after which the arbiter is asked again only if the point is no exact case, which digits alone never decide. */
const EXACT_SUSPECTED = 512;

/** The oracle of `reference/`. */
export const referenceTier: SlowTier = {
  round(question, point, tier) {
    const bindings = bindingsOf(question, point);
    const environment = environmentOf(question, point);
    const ask = (options: OracleOptions): Decision<number> =>
      decide(question.expression, environment, (enclosure) => roundUnsignedZero(FORMATS[point.format], enclosure), {
        bindings,
        ...options,
      });
    const answer = (decision: Decision<number>): SlowAnswer => ({
      value: decision.undecided ? undefined : decision.answer,
      tier: decision.tier,
    });
    if (tier === 'auto') return answer(ask({}));
    const digits = ask({ tier: 'decimal', maxBits: EXACT_SUSPECTED });
    if (!digits.undecided) return answer(digits);
    const exact = ask({ tier: 'exact' });
    return answer(exact.undecided ? ask({ tier: 'decimal' }) : exact);
  },
};
