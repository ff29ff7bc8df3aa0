import { describe, expect, it } from 'vitest';
import {
  call,
  type ElementaryFunction,
  type Expression,
  integer,
  max,
  mul,
  power,
  symbol,
} from '../../spec/language/expression.ts';
import { builtinPagesFolder, findPage, loadPages } from '../../spec/language/load-page.ts';
import { rationalFromDecimal } from '../../spec/language/rational.ts';
import { agreement } from './agreement.ts';
import { differentiate } from './differentiate.ts';
import { integers, samplePoint } from './sample-points.ts';

const sigmoid = findPage(loadPages([builtinPagesFolder()]).pages, 'sigmoid');
const x = symbol('x');

function expectJetsToAgree(expression: Expression, at: string): void {
  const point = samplePoint(sigmoid, integers(1), rationalFromDecimal(at));
  const formula = differentiate(expression, 'x');
  const jet = point.differentiate(expression, { key: 'x', positions: [] }, point.bindings);
  expect(formula).toBeDefined();
  expect(agreement(formula && point.enclose(formula), jet)).toBe('agree');
}

describe('symbolic derivatives', () => {
  const smooth: ElementaryFunction[] = [
    'exp',
    'expm1',
    'log',
    'log1p',
    'sqrt',
    'tanh',
    'sinh',
    'cosh',
    'erf',
    'erfc',
    'sin',
    'cos',
  ];
  it.each(smooth)('of %s is what interval jets find', (fn) => {
    for (const at of ['0.3', '1.7', '2.25']) expectJetsToAgree(call(fn, mul(x, power(x, integer(2)))), at);
  });

  it('of powers, products and quotients too', () => {
    for (const n of [-3, -1, 0, 1, 4]) expectJetsToAgree(mul(power(x, integer(n)), call('exp', x)), '-1.25');
  });

  it('of what has kinks, indices or a moving exponent are not claimed', () => {
    expect(differentiate(max(x, integer(0)), 'x')).toBeUndefined();
    expect(differentiate(call('abs', x), 'x')).toBeUndefined();
    expect(differentiate(symbol('x', 0, ['i']), 'x')).toBeUndefined();
    expect(differentiate(power(integer(2), x), 'x')).toBeUndefined();
  });

  it('by a symbol that does not occur is zero', () => {
    expect(differentiate(call('abs', integer(2)), 'x')).toBe(integer(0));
    expect(differentiate(x, 'z')).toBe(integer(0));
  });
});
