import { describe, expect, it } from 'vitest';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { agreement } from '../spec/agreement.ts';
import { integers, samplePoint } from '../spec/sample-points.ts';
import { derivativeOf } from './derivative-of.ts';
import { valueExpression } from './stateless-expression.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const scalars = [...pages.values()].filter(({ kind }) => kind === 'scalar');

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
