import { describe, expect, it } from 'vitest';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import { add, call, integer, mul, power, select, symbol } from '../../spec/language/expression.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import { printExpression } from '../../spec/language/print.ts';
import { agreement } from '../spec/agreement.ts';
import { integers, samplePoint } from '../spec/sample-points.ts';
import { derivativeOf } from './derivative-of.ts';
import { derivativeSlips } from './derivative-slips.ts';
import { valueExpression } from './stateless-expression.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const scalars = [...pages.values()].filter(({ kind }) => kind === 'scalar');
const x = symbol('x');

describe('the derivative of an expression', () => {
  // The page's own derivatives are proved against interval jets elsewhere.
  it.each(scalars.map((page) => [page.id, page] as const))('of %s is the one of its page', (_, page) => {
    const [input] = page.call as readonly [string];
    const equation = derivativeFor(page, 'y');
    if (!equation) return;
    const derived = derivativeOf(valueExpression(page, 'y'), { key: input, indices: [] })!;
    const written = derivativeExpression(page, equation);
    const random = integers(7);
    let agreed = 0;
    for (let i = 0; i < 40; i++) {
      const point = samplePoint(page, random);
      const verdict = agreement(point.enclose(written), point.enclose(derived));
      expect(verdict, point.describe(written)).not.toBe('differ');
      if (verdict === 'agree') agreed++;
    }
    expect(agreed).toBeGreaterThan(20);
  });

  it('is undefined for a maximum over an index', () => {
    const page = pages.get('activation/softmax')!;
    const shifted = valueExpression(page, 'y', ['unnormalised']);
    expect(derivativeOf(shifted, { key: 'x', indices: ['d k', 'd i'] })).toBeUndefined();
  });
});

describe('slips of a derivative', () => {
  const print = (part: Parameters<typeof printExpression>[0]): string => printExpression(part, new Map(), new Map());

  it('change one place at a time, also where two places hold the same part', () => {
    const twice = add(mul(integer(2), x), call('exp', mul(integer(2), x)));
    const factors = [...derivativeSlips(twice, print)].filter(({ id }) => id === 'derivative-factor-missing');
    const lost = factors.map(({ expression }) => expression);
    expect(lost).toContain(add(x, call('exp', mul(integer(2), x))));
    expect(lost).toContain(add(mul(integer(2), x), call('exp', x)));
    expect(lost).not.toContain(add(x, call('exp', x)));
  });

  it('are no equal expressions', () => {
    const slope = add(power(x, integer(2)), mul(integer(3), x));
    for (const { expression } of derivativeSlips(slope, print)) {
      expect(sameNormalForm(expression, slope)).not.toBe('equal');
    }
  });

  it('take one branch everywhere', () => {
    const step = select({ kind: 'compare', op: '>', left: x, right: integer(0) }, integer(1), integer(0));
    const branches = [...derivativeSlips(step, print)].filter(({ id }) => id === 'derivative-branch-missing');
    expect(branches.map(({ expression }) => expression)).toEqual([integer(1), integer(0)]);
  });
});
