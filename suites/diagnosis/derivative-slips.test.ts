import { describe, expect, it } from 'vitest';
import { add, call, integer, mul, power, select, symbol } from '../../spec/language/expression.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import { printPlain } from '../../spec/language/print.ts';
import { derivativeSlips } from './derivative-slips.ts';

const x = symbol('x');

describe('slips of a derivative', () => {
  it('change one place at a time, also where two places hold the same part', () => {
    const twice = add(mul(integer(2), x), call('exp', mul(integer(2), x)));
    const factors = [...derivativeSlips(twice, printPlain)].filter(({ id }) => id === 'derivative-factor-missing');
    const lost = factors.map(({ expression }) => expression);
    expect(lost).toContain(add(x, call('exp', mul(integer(2), x))));
    expect(lost).toContain(add(mul(integer(2), x), call('exp', x)));
    expect(lost).not.toContain(add(x, call('exp', x)));
  });

  it('are no equal expressions', () => {
    const slope = add(power(x, integer(2)), mul(integer(3), x));
    for (const { expression } of derivativeSlips(slope, printPlain)) {
      expect(sameNormalForm(expression, slope)).not.toBe('equal');
    }
  });

  it('take one branch everywhere', () => {
    const step = select({ kind: 'compare', op: '>', left: x, right: integer(0) }, integer(1), integer(0));
    const branches = [...derivativeSlips(step, printPlain)].filter(({ id }) => id === 'derivative-branch-missing');
    expect(branches.map(({ expression }) => expression)).toEqual([integer(1), integer(0)]);
  });

  it('are told by the part that is lost and by what it is lost from, unless that is the whole', () => {
    const slope = add(power(x, integer(2)), mul(integer(3), call('exp', x)));
    const titles = [...derivativeSlips(slope, printPlain)].map(({ title }) => title);
    expect(titles).toEqual([
      'the term 3*exp(x) is missing in the derivative',
      'the term x^2 is missing in the derivative',
      'the sign of 3*exp(x) is wrong in the derivative',
      'the exponent 2 of x^2 is missing in the derivative',
      'the factor exp(x) of 3*exp(x) is missing in the derivative',
      'the factor 3 of 3*exp(x) is missing in the derivative',
    ]);
  });
});
