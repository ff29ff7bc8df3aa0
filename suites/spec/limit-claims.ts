import { compareBounds, contains, type Enclosure } from '../../reference/enclosure.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { bigintField } from '../../reference/interval/bigint.ts';
import { constantExpression } from '../../spec/language/constant.ts';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import type { Expression } from '../../spec/language/expression.ts';
import { inlineSystem } from '../../spec/language/inline.ts';
import type { Limit, Page } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import {
  absRational,
  addRational,
  compareRational,
  HALF,
  multiplyRational,
  negateRational,
  ONE,
  powerOfTwo,
  type Rational,
  rationalFromDecimal,
  subtractRational,
  ZERO,
} from '../../spec/language/rational.ts';
import { agreement, shown } from './agreement.ts';
import { type Claim, claim } from './claim.ts';

const field = bigintField(256);

/**
 * Two arguments that stand for infinity. A finite limit must be near at the first and twice as near at the second (a
 * wrong one stays as far away as it was); towards an infinite one the operator must still grow from the first to the
 * second. That leaves room for operators as slow as a logarithm or its inverse.
 */
const FAR = powerOfTwo(60);
const FARTHER = powerOfTwo(120);
/** The same for an operator that leaves the range of the arithmetic before 2^60, such as the exponential. */
const FAR_FOR_EXPONENTIALS = powerOfTwo(12);
const FARTHER_FOR_EXPONENTIALS = powerOfTwo(13);
/** 1/ln(2^60) is 1/41.6: not nearer than that is no limit at all. */
const NEAR = powerOfTwo(-5);
/** Two values this close are one: the exponentials of FAR are far below it. */
const THE_SAME = powerOfTwo(-100);

/** The values that a page promises at signed zeros, infinities and named points. NaN is a rule, not mathematics. */
export function* limitClaims(page: Page): Generator<Claim> {
  for (const limit of page.limits) {
    if (limit.at === 'nan' || /^[+-]?nan$/i.test(limit.value)) continue;
    const name = `${limit.output}${limit.derivative ? "'" : ''}`;
    const what = `${limit.at.endsWith('inf') ? 'limit' : 'value'} of ${name} at ${limit.at}`;
    const fix = 'correct the value, or the formula';
    yield claim({ what, span: limit.span, fix }, () => {
      const expression = expressionOf(page, limit);
      return expression
        ? reaches(page, expression, limit)
        : { kind: 'refused', detail: `the page has no formula for ${name}` };
    });
  }
}

function expressionOf(page: Page, limit: Limit): Expression | undefined {
  if (limit.derivative) {
    const equation = derivativeFor(page, limit.output);
    return equation && derivativeExpression(page, equation);
  }
  const system = applyPatches(page, page.modes[0] ?? '', [], 'accuracy');
  return inlineSystem(page, system, { keepStates: false }).get(limit.output);
}

/** The operator at one argument, hyper-parameters at their first published default. */
function valueAt(page: Page, expression: Expression, argument: Rational): Enclosure | undefined {
  const value = (key: string): Rational => {
    const symbol = page.symbols.get(key);
    return symbol?.role === 'hyper' ? (symbol.defaults.values().next().value ?? ONE) : argument;
  };
  return field.bounds(evaluate(field, expression, { value, extent: () => 1 }));
}

function reaches(page: Page, expression: Expression, limit: Limit): Claim['by'] {
  const infinite = /^([+-]?)inf$/i.exec(limit.at);
  const far = (argument: Rational): Rational => (infinite?.[1] === '-' ? negateRational(argument) : argument);
  const at = infinite ? far(FAR) : rationalFromDecimal(limit.at);
  const value = valueAt(page, expression, at);
  const beyond = infinite ? valueAt(page, expression, far(FARTHER)) : value;
  if (holds(value, beyond, limit)) return { kind: 'checked', detail: shown(beyond) };
  if (infinite && /^[+-]?inf$/i.test(limit.value) && value && !isBounded(value)) {
    const [first, second] = [FAR_FOR_EXPONENTIALS, FARTHER_FOR_EXPONENTIALS].map((x) =>
      valueAt(page, expression, far(x)),
    );
    if (holds(first, second, limit)) return { kind: 'checked', detail: shown(second) };
  }
  const sign = infinite?.[1] || '+';
  const where = infinite ? `at ${sign}2^60, and ${shown(beyond)} at ${sign}2^120` : `at ${limit.at}`;
  return { kind: 'refused', detail: `the page says ${limit.value}, the formula gives ${shown(value)} ${where}` };
}

function holds(value: Enclosure | undefined, beyond: Enclosure | undefined, limit: Limit): boolean {
  const infinite = /^([+-]?)inf$/i.exec(limit.value);
  if (infinite) return grows(value, beyond, infinite[1] === '-') && limit.at.endsWith('inf');
  const promised = field.bounds(
    evaluate(field, constantExpression(limit.value.replace(/^[+]/, '')), { value: () => ZERO, extent: () => 1 }),
  );
  if (!limit.at.endsWith('inf')) return agreement(value, promised) === 'agree';
  const [first, second] = [distance(value, promised), distance(beyond, promised)];
  if (!first || !second) return false;
  if (compareRational(second, THE_SAME) <= 0) return true;
  const halved = multiplyRational(first, addRational(HALF, powerOfTwo(-20)));
  return compareRational(first, NEAR) <= 0 && compareRational(second, halved) <= 0;
}

const isBounded = ({ lower, upper }: Enclosure): boolean => typeof lower === 'object' && typeof upper === 'object';

/** At least 1 at the first argument and at least 1 more at the second. */
function grows(value: Enclosure | undefined, beyond: Enclosure | undefined, downwards: boolean): boolean {
  if (!value || !beyond) return false;
  const one = downwards ? negateRational(ONE) : ONE;
  if (downwards) {
    if (compareBounds(value.upper, one) > 0 || typeof value.lower === 'string') return false;
    return compareBounds(beyond.upper, addRational(value.lower, one)) <= 0;
  }
  if (compareBounds(value.lower, one) < 0 || typeof value.upper === 'string') return false;
  return compareBounds(beyond.lower, addRational(value.upper, one)) >= 0;
}

/** How far the value is from the promised one at most; undefined where it is not bounded. */
function distance(value: Enclosure | undefined, promised: Enclosure | undefined): Rational | undefined {
  if (!value || !promised || typeof promised.lower !== 'object') return undefined;
  if (typeof value.lower !== 'object' || typeof value.upper !== 'object') return undefined;
  if (contains(promised, value.lower) && contains(promised, value.upper)) return ZERO;
  const [below, above] = [value.lower, value.upper].map((end) =>
    absRational(subtractRational(end, promised.lower as Rational)),
  ) as [Rational, Rational];
  return compareRational(below, above) < 0 ? above : below;
}
