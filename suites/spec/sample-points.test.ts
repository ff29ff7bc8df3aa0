import { describe, expect, it } from 'vitest';
import { parseDomain } from '../../spec/language/domain.ts';
import { div, integer, power, reduce, symbol } from '../../spec/language/expression.ts';
import { builtinPagesFolder, findPage, loadPages } from '../../spec/language/load-page.ts';
import { compareRational, rationalFromDecimal } from '../../spec/language/rational.ts';
import { drawIn, integers, samplePoint } from './sample-points.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const sigmoid = findPage(pages, 'sigmoid');
const softmax = findPage(pages, 'softmax');

describe('values that are drawn', () => {
  it.each(['(0, 1)', '[0, 1]', '[0, inf)', '(-inf, 3)', 'integer [1, inf)', 'integer [2, 4)', 'integer (-inf, 0]'])(
    'lie inside %s',
    (text) => {
      const domain = parseDomain(text);
      const random = integers(7);
      for (let i = 0; i < 2000; i++) {
        const value = drawIn(domain, () => random.next().value, 6);
        if (domain.integer) expect(value.den).toBe(1n);
        if (domain.lower) expect(compareRational(value, domain.lower)).toBeGreaterThanOrEqual(domain.lowerOpen ? 1 : 0);
        if (domain.upper) expect(compareRational(value, domain.upper)).toBeLessThanOrEqual(domain.upperOpen ? -1 : 0);
      }
    },
  );

  it('reach both ends of a small set of integers', () => {
    const random = integers(3);
    const drawn = Array.from({ length: 200 }, () =>
      drawIn(parseDomain('integer [2, 4]'), () => random.next().value, 6),
    );
    expect(new Set(drawn.map(({ num }) => num))).toEqual(new Set([2n, 3n, 4n]));
  });
});

describe('a sampled point', () => {
  it('is the same for the same seed and another for the next', () => {
    const x = symbol('x');
    const [one, again] = [samplePoint(sigmoid, integers(1)), samplePoint(sigmoid, integers(1))];
    expect(one.enclose(x)).toEqual(again.enclose(x));
    const random = integers(1);
    expect(samplePoint(sigmoid, random).enclose(x)).not.toEqual(samplePoint(sigmoid, random).enclose(x));
  });

  it('gives a symbol one value wherever it stands', () => {
    const point = samplePoint(softmax, integers(5));
    const x = symbol('x', 0, ['k', 'i']);
    expect(point.enclose(div(x, x))).toEqual(point.enclose(integer(1)));
  });

  it('never gives two axes one size', () => {
    const size = (index: string) => reduce('sum', index, integer(1));
    const random = integers(9);
    for (let i = 0; i < 50; i++) {
      const point = samplePoint(softmax, random);
      expect(point.enclose(size('k'))).not.toEqual(point.enclose(size('i')));
    }
  });

  it('differentiates by jets and describes what it used', () => {
    const x = symbol('x');
    const point = samplePoint(sigmoid, integers(2), rationalFromDecimal('1.5'));
    const slope = point.differentiate(power(x, integer(2)), { key: 'x', positions: [] }, point.bindings);
    expect(slope).toEqual(point.enclose(integer(3)));
    expect(point.describe(x)).toBe('x = 1.5');
    expect(point.describe(integer(1))).toBe('');
  });
});
