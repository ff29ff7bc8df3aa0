import type { Page } from '../../spec/language/page.ts';
import { conforms, UNINFORMATIVE } from '../judge/accuracy-class.ts';
import { type Arithmetic, Criterion } from '../judge/criterion.ts';
import type { StatelessCase } from './diagnose-stateless.ts';
import { valueExpression } from './stateless-expression.ts';

/** Another output of the same calls. */
export interface Sibling {
  readonly output: string;
  readonly indices: readonly string[];
  readonly cases: readonly StatelessCase[];
}

/**
 * Does a page under patches give the other outputs as well? A change that explains one output and spoils another is not
 * what the subject does. (Where a mistake was made in one output only, a patch of that output alone is meant.)
 */
export function siblingsHold(
  page: Page,
  siblings: readonly Sibling[],
  patches: readonly string[],
  arithmetic: Arithmetic,
): boolean {
  // Mistakes with derivatives are no patches of the page; where they are asked for there are no siblings.
  return siblings.every(({ output, indices, cases }) => {
    const criterion = new Criterion(page, output, valueExpression(page, output, patches), indices);
    return cases.every(({ point, got }) =>
      criterion.judge(got, point, arithmetic).classes.every((code) => conforms(code) || code === UNINFORMATIVE),
    );
  });
}
