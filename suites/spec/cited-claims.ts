import { citedEquations } from '../../spec/language/cited.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Claim, claim, equality } from './claim.ts';

/** Every document formula that a page cites is what the page says it is: its definition, derivative, or a patch. */
export function* citedClaims(page: Page): Generator<Claim> {
  for (const cited of page.cited) {
    const what = `formula of document ${cited.document} is ${cited.is}`;
    const { span } = cited;
    const pairs = citedEquations(page, cited);
    if (typeof pairs === 'string') {
      const fix = 'write it so that the page can read it, or cite it as another patch';
      yield { what, span, fix, by: { kind: 'refused', detail: pairs } };
      continue;
    }
    const fix = `correct the quotation, or cite it as the patch that it is, or correct the page's ${cited.is}`;
    for (const { key, printed, page: own } of pairs)
      yield claim({ what: `${what} (${key})`, span, fix }, () => equality(own, printed));
  }
}
