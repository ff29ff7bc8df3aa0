import { citedEquations } from '../../spec/language/cited.ts';
import type { Page } from '../../spec/language/page.ts';
import { compareExpressions } from './compare-expressions.ts';
import type { Finding } from './prove-spec.ts';

/** Every document formula that a page cites is what the page says it is: its definition, derivative, or a patch. */
export function* proveCited(page: Page, points: number, seed: number): Generator<Finding> {
  for (const cited of page.cited) {
    const what = `formula of document ${cited.document} is ${cited.is}`;
    const pairs = citedEquations(page, cited);
    if (typeof pairs === 'string') {
      yield {
        what,
        span: cited.span,
        status: 'refused',
        detail: pairs,
        fix: 'write it as the page can read it, or cite it as another patch',
      };
      continue;
    }
    for (const { key, printed, page: own } of pairs) {
      const agreement = compareExpressions(page, own, printed, Math.min(points, 200), seed);
      yield { what: `${what} (${key})`, span: cited.span, ...agreement };
    }
  }
}
