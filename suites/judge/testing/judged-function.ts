import type { FormatName } from '../../../reference/formats/format.ts';
import { derivativeExpression, derivativeFor } from '../../../spec/language/derivative-expression.ts';
import type { Expression } from '../../../spec/language/expression.ts';
import { builtinPagesFolder, loadPages } from '../../../spec/language/load-page.ts';
import type { Page } from '../../../spec/language/page.ts';
import { sweepInputs } from '../../generate/sweep.ts';
import { buildModel } from '../../stateful/model.ts';
import { type Arithmetic, Criterion } from '../criterion.ts';
import { LANE, symbolKey } from '../point.ts';
import type { JudgedValues } from '../recognise.ts';

const { pages } = loadPages([builtinPagesFolder()]);

export const builtinPage = (id: string): Page => {
  const page = pages.get(id);
  if (!page) throw new RangeError(`there is no page ${id}`);
  return page;
};

export const arithmeticOf = (format: FormatName): Arithmetic => ({ format, scalarFormat: 'float64', flushes: false });

/** The expression by which the value of a page's output, or its derivative by x, is judged. */
export function judgedExpression(page: Page, of: 'value' | 'derivative' = 'value'): Expression {
  if (of === 'derivative') return derivativeExpression(page, derivativeFor(page, 'y')!);
  return buildModel(page, []).modes.get('')!.open.get('y')!;
}

/** A scalar function judged on the whole sweep, or on other inputs. */
export function judgedFunction(
  page: Page,
  format: FormatName,
  subject: (x: number) => number,
  of: 'value' | 'derivative' = 'value',
  x: Float64Array = sweepInputs(page, format),
): JudgedValues {
  const label = of === 'value' ? 'y' : "y'";
  const criterion = new Criterion(page, label, judgedExpression(page, of), [LANE], page.scale.get(label));
  const point = { symbols: new Map([[symbolKey('x', 0), x]]), extents: new Map([[LANE, x.length]]) };
  const got = x.map(subject);
  return { criterion, point, got, judgement: criterion.judge(got, point, arithmeticOf(format)) };
}
