import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, findPage, loadPages } from '../../spec/language/load-page.ts';
import { pointOf, scalarCriterion } from '../checks/scalar.ts';
import { FAIL } from './accuracy-class.ts';
import { exhibit } from './example.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const arithmetic = { format: 'float64', scalarFormat: 'float64', flushes: false } as const;

/** A value of the derivative of ReLU below 0, where the exact one is 0. */
const shown = (got: number) => {
  const criterion = scalarCriterion(findPage(pages, 'relu'), 'derivative');
  return exhibit(
    criterion,
    pointOf('x', Float64Array.of(-1)),
    got,
    0,
    FAIL,
    arithmetic,
    { x: [-1] },
    undefined,
    'decimal',
  ).example;
};

describe('the size of an error beside 0', () => {
  it('is counted in the smallest subnormal', () => {
    expect(shown(-3 * Number.MIN_VALUE).ulp).toBe(-3);
  });

  it('is left out where no float64 holds it: 1 is 2^1074 of them', () => {
    expect(shown(1).ulp).toBeNull();
    expect(shown(1).score).toBeNull();
  });
});
