import type { Hyperparameters, Kernel, Tensor } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { nextDown, nextUp } from '../../reference/formats/ordered.ts';
import { roundRational } from '../../reference/formats/round.ts';
import { pack } from '../../reference/formats/storage.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { statelessExpression } from '../diagnosis/stateless-expression.ts';
import type { FloatRange } from '../generate/floats.ts';
import { isInDomain } from '../generate/settings.ts';
import { Criterion } from '../judge/criterion.ts';
import { LANE, type Point, symbolKey } from '../judge/point.ts';
import { leavingInputs, readOutput } from '../read-output.ts';
import type { CheckContext } from './check.ts';

/** What a scalar page's input and output are called. */
export function scalarKeys(page: Page): { readonly input: string; readonly output: string } {
  const input = page.call[0];
  const output = [...page.symbols.values()].find((symbol) => symbol.role === 'output')?.key;
  if (input === undefined || output === undefined) throw new Error(`${page.id} has no input or no output`);
  return { input, output };
}

/** One evaluation of the subject on a vector: the operator itself or its derivative. */
export type ScalarCall = (x: Float64Array) => Promise<Float64Array>;

/** The operator, or its derivative as the gradient at cotangent 1, at one setting of its hyper-parameters. */
export function scalarCall(
  page: Page,
  kernel: Kernel,
  context: Pick<CheckContext, 'arithmetic'>,
  of: 'value' | 'derivative',
  hyper: Hyperparameters = {},
): ScalarCall {
  const { input, output } = scalarKeys(page);
  const format = FORMATS[context.arithmetic.format];
  const info = { hyper, mode: page.modes[0] ?? '' };
  return async (x) => {
    const tensor: Tensor = { dtype: format.name, shape: [x.length], data: pack(format, x) };
    const ones: Tensor = { ...tensor, data: pack(format, new Float64Array(x.length).fill(1)) };
    const outputs = await (of === 'value'
      ? leavingInputs(page.id, [input], [tensor], (inputs) => kernel.forward!(inputs, info))
      : leavingInputs(page.id, [input, 'cotangent'], [tensor, ones], ([at, by]) => kernel.gradient!([at!], by!, info)));
    const where = of === 'value' ? page.id : `${page.id}, gradient`;
    const expected = { where, format: format.name, length: x.length };
    return readOutput(outputs, of === 'value' ? output : input, expected);
  };
}

/** Inputs side by side in the lanes, under one setting of the hyper-parameters. */
export const pointOf = (input: string, x: Float64Array, hyper: Hyperparameters = {}): Point => ({
  symbols: new Map([
    [symbolKey(input, 0), x],
    ...Object.entries(hyper).map(([key, value]) => [symbolKey(key, 0), Float64Array.of(value)] as const),
  ]),
  extents: new Map([[LANE, x.length]]),
});

/** One scalar function under judgement: an operator or its derivative, of a subject and of the page. */
export interface ScalarFunction {
  readonly page: Page;
  readonly of: 'value' | 'derivative';
  readonly input: string;
  /** `y`, or `y'` for the derivative. */
  readonly label: string;
  readonly hyper: Hyperparameters;
  readonly criterion: Criterion;
  readonly call: ScalarCall;
  /** The subject's values, where this is its derivative and it offers them. */
  readonly values?: ScalarCall;
}

/** The scale of the class `absolute` for an output, or for its derivative. */
export const scaleOf = (page: Page, label: string): Expression | undefined => page.scale.get(label);

/**
 * What a scalar check judges at one setting. `patches` put an accepted variant in the place of the page's own formula.
 *
 * @throws Error where the page gives no derivative, or none can be derived under the patches
 */
export function scalarFunction(
  context: Pick<CheckContext, 'arithmetic' | 'kernel'>,
  page: Page,
  of: 'value' | 'derivative',
  hyper: Hyperparameters,
  criterion: Criterion = scalarCriterion(page, of),
): ScalarFunction {
  const { input } = scalarKeys(page);
  const call = scalarCall(page, context.kernel, context, of, hyper);
  const values =
    of === 'derivative' && context.kernel.forward
      ? scalarCall(page, context.kernel, context, 'value', hyper)
      : undefined;
  return { page, of, input, label: criterion.output, hyper, criterion, call, ...(values ? { values } : {}) };
}

/** The formula that values, or derivatives, of a scalar page are judged against. */
export function scalarCriterion(page: Page, of: 'value' | 'derivative', patches: readonly string[] = []): Criterion {
  const { input, output } = scalarKeys(page);
  const label = of === 'value' ? output : `${output}'`;
  const expression = statelessExpression(page, output, of === 'value' ? undefined : input, patches);
  if (!expression) throw new Error(`${page.id}: the derivative under ${patches.join(' + ') || 'no patch'} has no form`);
  return new Criterion(page, label, expression, [LANE], scaleOf(page, label));
}

/** The values of a format that a scalar page's input may take, for drawing them. */
export function inputRange(page: Page, formatName: FormatName): FloatRange {
  const format = FORMATS[formatName];
  const domain = page.symbols.get(scalarKeys(page).input)!.domain;
  const lower = domain.lower && roundRational(format, domain.lower);
  const upper = domain.upper && roundRational(format, domain.upper);
  return {
    format: formatName,
    landmarks: [...page.landmarks, ...page.kinks],
    ...(lower === undefined ? {} : { lower: isInDomain(lower, domain) ? lower : nextUp(format, lower) }),
    ...(upper === undefined ? {} : { upper: isInDomain(upper, domain) ? upper : nextDown(format, upper) }),
  };
}

/** What shows one judged element: its input, and the hyper-parameters where there are any. */
export function shownInput(
  { input, hyper }: Pick<ScalarFunction, 'input' | 'hyper'>,
  x: number,
): Readonly<Record<string, readonly number[]>> {
  return { [input]: [x], ...Object.fromEntries(Object.entries(hyper).map(([key, value]) => [key, [value]])) };
}
