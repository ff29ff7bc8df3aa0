import { pointEnclosure } from '../../reference/enclosure.ts';
import { citedEquations } from '../../spec/language/cited.ts';
import { symbol } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { agreement } from './agreement.ts';
import { BESIDE, type Claim, claim, equality } from './claim.ts';
import type { SamplePoint } from './sample-points.ts';

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
      yield claim({ what: `${what} (${key})`, span, fix }, () => {
        const equal = equality(own, printed);
        return cited.is === 'derivative' ? awayFromKinks(page, equal) : equal;
      });
  }
}

/** At a kink the derivative is a convention, on which page and document need not agree. */
function awayFromKinks(page: Page, by: Claim['by']): Claim['by'] {
  if (by.kind !== 'everywhere') return by;
  const inputs = [...page.symbols.values()].filter(({ role, elementwise }) => role === 'input' && elementwise);
  const isKink = (point: SamplePoint): boolean =>
    inputs.some(({ key }) => {
      const value = point.enclose(symbol(key));
      return page.kinks.some((kink) => agreement(value, pointEnclosure(kink)) === 'agree');
    });
  return { ...by, at: (point) => (isKink(point) ? BESIDE : by.at(point)) };
}
