import { decimalText } from '../../reference/decimal-text.ts';
import type { Bound, Enclosure } from '../../reference/enclosure.ts';
import { toHex } from '../../reference/formats/bits.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundUnsignedZero } from '../../reference/formats/round.ts';
import { ulpOf } from '../../reference/formats/ulp.ts';
import type { Certificate, Example, Numeral } from '../../reports/record.ts';
import {
  absRational,
  addRational,
  divideRational,
  HALF,
  multiplyRational,
  powerOfTwo,
  type Rational,
  rationalFromNumber,
  subtractRational,
} from '../../spec/language/rational.ts';
import { ACCURACY_CLASSES, classNamed, isFailure } from './accuracy-class.ts';
import type { Arithmetic, Criterion } from './criterion.ts';
import { isBounds, type Point } from './point.ts';
import type { SlowVerdict } from './slow.ts';

/** A value with its bits in a format; bits are left out where the value is not one of the format. */
export function numeralOf(format: FormatName, x: number): Numeral {
  try {
    return { bits: toHex(FORMATS[format], x), decimal: decimalOfNumber(x) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { decimal: decimalOfNumber(x) };
  }
}

const decimalOfNumber = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

const textOf = (bound: Bound): string =>
  typeof bound === 'object' ? decimalText(bound) : bound === 'inf' ? 'Infinity' : '-Infinity';

/** Two independent arithmetics of the oracle put one value in different classes: a fault of Assay, never a finding. */
export class OracleDisagreement extends Error {
  constructor(criterion: Criterion, got: number, fast: string, arbiter: string) {
    super(
      `the tiers of the oracle disagree on ${criterion.page.id} (${criterion.output}) at value ${got}: ${fast} against ${arbiter}. This is a fault of Assay, please report it.`,
    );
    this.name = 'OracleDisagreement';
  }
}

export interface Exhibit {
  readonly example: Example;
  readonly certificate: Certificate;
}

/**
 * One judged value with everything needed to show it and to judge it again. A tier decides it anew: for a finding the
 * decimal one, which shares no code with the others.
 *
 * @throws OracleDisagreement where that tier takes a failure for none, or the reverse
 */
export function exhibit(
  criterion: Criterion,
  point: Point,
  got: number,
  element: number,
  fastClass: number,
  arithmetic: Arithmetic,
  input: Readonly<Record<string, readonly number[]>>,
  step: number | undefined,
  tier: 'bigint' | 'decimal',
): Exhibit {
  const verdict = criterion.judgeSlowly(got, element, point, arithmetic, tier);
  if (isFailure(fastClass) !== isFailure(verdict.class) && !verdict.undecided && !holdsBounds(point)) {
    throw new OracleDisagreement(criterion, got, classNamed(fastClass), classNamed(verdict.class));
  }
  const format = FORMATS[arithmetic.format];
  const middle = middleOf(verdict.exact);
  const example: Example = {
    input: Object.fromEntries(
      Object.entries(input).map(([key, values]) => [key, values.map((x) => numeralOf(arithmetic.format, x))]),
    ),
    output: criterion.output,
    element,
    ...(step === undefined ? {} : { step }),
    expected: expectedOf(verdict.exact, arithmetic.format),
    got: numeralOf(arithmetic.format, got),
    ulp: middle && Number.isFinite(got) ? signedUlp(got, middle, ulpOf(format, middle)) : null,
    score: scoreOf(criterion.K, got, middle, verdict.mixed),
    class: classNamed(verdict.class),
  };
  return { example, certificate: certificateOf(criterion, verdict, arithmetic) };
}

/** A hidden state is an interval here: classes then depend on how tightly a tier carried it. */
const holdsBounds = (point: Point): boolean => [...point.symbols.values()].some(isBounds);

function certificateOf(criterion: Criterion, verdict: SlowVerdict, arithmetic: Arithmetic): Certificate {
  const u = powerOfTwo(-FORMATS[arithmetic.format].precision);
  const conclusive = verdict.class <= 3 ? verdict.class : 4;
  return {
    excluded: ACCURACY_CLASSES.slice(0, conclusive).filter((name) => name !== 'absolute' || criterion.scale),
    K: criterion.K,
    derivation: criterion.derivation,
    unitRoundoff: `2^-${u.den.toString(2).length - 1}`,
    ...(verdict.mixed ? { mixed: [textOf(verdict.mixed.lower), textOf(verdict.mixed.upper)] as [string, string] } : {}),
    tier: verdict.tier,
  };
}

function middleOf(enclosure: Enclosure | undefined): Rational | undefined {
  if (!enclosure || typeof enclosure.lower !== 'object' || typeof enclosure.upper !== 'object') return undefined;
  return multiplyRational(addRational(enclosure.lower, enclosure.upper), HALF);
}

function expectedOf(enclosure: Enclosure | undefined, format: FormatName): Numeral {
  if (!enclosure) return { decimal: 'NaN' };
  const middle = middleOf(enclosure);
  const decimal = middle ? decimalText(middle) : textOf(enclosure.lower === '-inf' ? enclosure.lower : enclosure.upper);
  const rounded = roundUnsignedZero(FORMATS[format], enclosure);
  return rounded === undefined ? { decimal } : { bits: toHex(FORMATS[format], rounded), decimal };
}

/** (got - exact) / ulp(exact), for people: rounded to float64. Null where float64 cannot hold it, as 1 beside 0. */
const signedUlp = (got: number, exact: Rational, ulp: Rational): number | null =>
  finite(toNumber(divideRational(subtractRational(rationalFromNumber(got), exact), ulp)));

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

/**
 * The K with which the value would be at the edge of `mixed`, to first order in K: the class grows linearly with K
 * as long as K u is small.
 */
function scoreOf(K: number, got: number, exact: Rational | undefined, mixed: Enclosure | undefined): number | null {
  if (!exact || !mixed || !Number.isFinite(got)) return null;
  const error = subtractRational(rationalFromNumber(got), exact);
  const side = error.num >= 0n ? mixed.upper : mixed.lower;
  if (typeof side !== 'object') return null;
  const room = absRational(subtractRational(side, exact));
  if (room.num === 0n) return error.num === 0n ? 0 : null;
  return finite(K * toNumber(divideRational(absRational(error), room)));
}

/** Nearest float64, by way of decimal digits; far more accurate than anyone reads. */
const toNumber = (q: Rational): number => Number(decimalText(q, 17));
