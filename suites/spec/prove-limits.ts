import { compareBounds, type Enclosure } from '../../reference/enclosure.ts';
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
  compareRational,
  powerOfTwo,
  type Rational,
  rationalFromDecimal,
  subtractRational,
  ZERO,
} from '../../spec/language/rational.ts';
import { shown } from './compare-expressions.ts';
import type { Finding } from './prove-spec.ts';

const field = bigintField(256);

/** Arguments that stand for infinity, and how near a finite limit (or how far out an infinite one) values must be. */
const FAR = 60;
const NEAR = powerOfTwo(-40);
const BEYOND = powerOfTwo(40);

/**
 * The values that a page promises at signed zeros, infinities and named points, against its accuracy form: at a finite
 * point the enclosure must contain the value; at an infinity the operator at +-2^60 must be within 2^-40 of it, or
 * beyond 2^40. (Every operator here reaches its limit at least as fast as 1/x.) NaN is a rule, not mathematics.
 */
export function* proveLimits(page: Page): Generator<Finding> {
  for (const limit of page.limits) {
    if (limit.at === 'nan' || /nan/i.test(limit.value)) continue;
    const expression = expressionOf(page, limit);
    const what = `limit of ${limit.output}${limit.derivative ? "'" : ''} at ${limit.at}`;
    if (!expression) {
      yield {
        what,
        span: limit.span,
        status: 'refused',
        detail: `the page defines no ${limit.output}${limit.derivative ? "'" : ''}`,
      };
      continue;
    }
    const at = argumentFor(limit.at);
    const value = field.bounds(evaluate(field, expression, { value: () => at, extent: () => 1 }));
    const holds = value !== undefined && reaches(value, limit);
    yield {
      what,
      span: limit.span,
      status: holds ? 'checked' : 'refused',
      detail: holds ? `${shown(value)}` : `the page says ${limit.value}, the formula gives ${shown(value)}`,
    };
  }
}

function expressionOf(page: Page, limit: Limit): Expression | undefined {
  if (limit.derivative) {
    const equation = derivativeFor(page, limit.output);
    return equation && derivativeExpression(page, equation);
  }
  return inlineSystem(page, applyPatches(page, page.modes[0] ?? '', [], 'accuracy'), { keepStates: false }).get(
    limit.output,
  );
}

function argumentFor(at: string): Rational {
  if (at === '+0' || at === '-0') return ZERO;
  if (at === '+inf') return powerOfTwo(FAR);
  if (at === '-inf') return { num: -powerOfTwo(FAR).num, den: 1n };
  return rationalFromDecimal(at);
}

function reaches(value: Enclosure, limit: Limit): boolean {
  if (/^\+?inf$/i.test(limit.value)) return compareBounds(value.lower, BEYOND) > 0;
  if (/^-inf$/i.test(limit.value)) return compareBounds(value.upper, { num: -BEYOND.num, den: 1n }) < 0;
  const promised = field.bounds(
    evaluate(field, constantExpression(limit.value.replace(/^[+-](?=0$)/, '')), { value: () => ZERO, extent: () => 1 }),
  );
  if (!promised || typeof promised.lower !== 'object' || typeof value.lower !== 'object') return false;
  if (limit.at.endsWith('inf'))
    return compareRational(absRational(subtractRational(value.lower, promised.lower)), NEAR) < 0;
  return compareBounds(value.lower, promised.upper) <= 0 && compareBounds(promised.lower, value.upper) <= 0;
}
