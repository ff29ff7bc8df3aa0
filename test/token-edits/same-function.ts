import type { Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { agreement } from '../../suites/spec/agreement.ts';
import { integers, samplePoint } from '../../suites/spec/sample-points.ts';

const POINTS = 300;

/** Points that must be compared before two formulas count as one. */
const ENOUGH = 100;

/**
 * Are two formulas over a page's symbols one function? Compared as enclosures of 160 bits at random rational points; where
 * the first has no value, as 0/0, it says nothing.
 */
export function sameFunction(page: Page, formula: Expression, other: Expression): boolean {
  const random = integers(1);
  let agreed = 0;
  for (let i = 0; i < POINTS; i++) {
    const point = samplePoint(page, random);
    const value = point.enclose(formula);
    if (!value) continue;
    const verdict = agreement(value, point.enclose(other));
    if (verdict === 'differ') return false;
    if (verdict === 'agree') agreed++;
  }
  return agreed >= ENOUGH;
}
