import { CLOSED } from '../../reference/environment.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundedValue } from '../../reference/oracle.ts';
import { constantExpression } from '../../spec/language/constant.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Tensor } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';

const spelling = (x: number): string | undefined =>
  Number.isNaN(x) ? 'nan' : Number.isFinite(x) ? undefined : x > 0 ? '+inf' : '-inf';

function numberSpelled(text: string, format: FormatName): number {
  switch (text.trim().toLowerCase()) {
    case 'nan':
      return Number.NaN;
    case 'inf':
    case '+inf':
      return Number.POSITIVE_INFINITY;
    case '-inf':
      return Number.NEGATIVE_INFINITY;
    default: {
      const decision = roundedValue(constantExpression(text), CLOSED, FORMATS[format]);
      return decision.undecided ? Number.NaN : decision.answer;
    }
  }
}

/**
 * `results` with the page's limits put in wherever the input is infinite or NaN, where its formula has no real value.
 */
export function withLimits(page: Page, input: Tensor, results: Tensor, derivative: boolean): Tensor {
  const limits = page.limits.filter((limit) => limit.derivative === derivative);
  const inputs = numbersOf(input);
  if (limits.length === 0 || inputs.every(Number.isFinite)) return results;
  const values = numbersOf(results);
  inputs.forEach((x, i) => {
    const at = spelling(x);
    const limit = at === undefined ? undefined : limits.find((each) => each.at.toLowerCase() === at);
    if (limit) values[i] = numberSpelled(limit.value, results.dtype);
  });
  return tensorOf(results.dtype, values, results.shape);
}
