import { Decimal } from 'decimal.js';
import {
  type DecimalArithmetic,
  type DecimalInterval,
  decimalArithmetic,
  integerDecimal,
  larger,
  negated,
  ONE,
  point,
  smaller,
  ZERO,
} from './decimal-arithmetic.ts';
import { decimalPi, UNIT } from './decimal-functions.ts';

const RANGE: DecimalInterval = { lo: ONE.neg(), hi: ONE };

/** Arguments of more than this many digits before the point are not reduced. */
const HUGE = 5_000;

const HALF = point(new Decimal('0.5'));

/** Taylor's series for |r| <= 1: alternating with falling terms, so the sum is off by at most the last term. */
function taylor(A: DecimalArithmetic, r: DecimalInterval, sine: boolean): DecimalInterval {
  const square = A.mul(r, r);
  let term = sine ? r : UNIT;
  let sum = term;
  for (let n = sine ? 1 : 0; ; n += 2) {
    term = negated(A.div(A.mul(term, square), point(integerDecimal((n + 1) * (n + 2))))!);
    sum = A.add(sum, term);
    const left = larger(term.lo.abs(), term.hi.abs());
    if (left.isZero() || left.e < larger(sum.lo.abs(), sum.hi.abs()).e - A.digits) {
      return A.add(sum, { lo: left.neg(), hi: left });
    }
  }
}

/** sin(x + quarter pi/2). */
function sineAt(x: Decimal, quarter: 0 | 1, digits: number): DecimalInterval {
  if (x.isZero()) return point(quarter === 0 ? ZERO : ONE);
  if (!x.isFinite() || x.e > HUGE) return RANGE;
  const A = decimalArithmetic(digits + 8 + Math.max(0, x.e));
  const halfPi = A.mul(decimalPi(A.digits), HALF);
  const turns = A.div(point(x), halfPi)!.lo.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN);
  const r = A.sub(point(x), A.mul(point(turns), halfPi));
  const place = (((turns.mod(4).toNumber() + quarter) % 4) + 4) % 4;
  const value = taylor(A, r, place % 2 === 0);
  const { lo, hi } = place >= 2 ? negated(value) : value;
  return { lo: larger(lo, ONE.neg()), hi: smaller(hi, ONE) };
}

/**
 * Over an interval: the ends, and each extremum that may lie inside. Those of cos stand at k pi with value (-1)^k,
 * those of sin half a turn earlier with the opposite value.
 */
function over(a: DecimalInterval, quarter: 0 | 1, digits: number): DecimalInterval {
  if (a.lo.eq(a.hi)) return sineAt(a.lo, quarter, digits);
  if (!a.lo.isFinite() || !a.hi.isFinite() || Math.max(a.lo.e, a.hi.e) > HUGE) return RANGE;
  const A = decimalArithmetic(30 + Math.max(0, a.lo.e, a.hi.e));
  const halfTurns = A.div(a, decimalPi(A.digits))!;
  const { lo, hi } = quarter === 1 ? halfTurns : A.add(halfTurns, HALF);
  const first = lo.floor();
  const last = hi.floor();
  if (last.minus(first).gt(1)) return RANGE;
  const left = sineAt(a.lo, quarter, digits);
  const right = sineAt(a.hi, quarter, digits);
  const ends = { lo: smaller(left.lo, right.lo), hi: larger(left.hi, right.hi) };
  if (last.eq(first)) return ends;
  const even = last.mod(2).isZero();
  return even === (quarter === 1) ? { lo: ends.lo, hi: ONE } : { lo: ONE.neg(), hi: ends.hi };
}

export const decimalSin = (a: DecimalInterval, digits: number): DecimalInterval => over(a, 0, digits);
export const decimalCos = (a: DecimalInterval, digits: number): DecimalInterval => over(a, 1, digits);
