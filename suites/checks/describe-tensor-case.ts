import type { Page } from '../../spec/language/page.ts';
import { describeHyper } from '../generate/settings.ts';
import { shapeIn, type TensorCase } from '../generate/tensor-cases.ts';
import { COTANGENT } from '../judge/point.ts';

/** The shapes of a case's inputs, as a sentence has them. */
export const describeShapes = (page: Page, one: TensorCase): string =>
  page.call.map((key) => `[${shapeIn(page, key, one.sizes).join(', ')}]`).join(', ');

/** The literal tensors of a case, one a line. */
export function describeTensorCase(page: Page, one: TensorCase, of: 'value' | 'derivative'): string[] {
  const line = (key: string, values: readonly number[]): string =>
    `${key} [${shapeIn(page, key, one.sizes).join(', ')}] = [${values.join(', ')}]`;
  const lines = page.call.map((key) => line(key, one.inputs[key]!));
  if (of === 'derivative') lines.push(line(COTANGENT, one.cotangent));
  const hyper = describeHyper(one.hyper);
  return hyper === '' ? lines : [...lines, hyper];
}
