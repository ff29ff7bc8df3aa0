import type { Hyperparameters, Kernel, Tensor } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundRational } from '../../reference/formats/round.ts';
import { pack } from '../../reference/formats/storage.ts';
import { derivativesFor } from '../../spec/language/derivative-expression.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { freeIndices } from '../../spec/language/substitute.ts';
import { gradientExpression, valueExpression } from '../diagnosis/stateless-expression.ts';
import { bendsOf, extentsIn, shapeIn, type TensorCase, type TensorGeometry } from '../generate/tensor-cases.ts';
import { Criterion } from '../judge/criterion.ts';
import { COTANGENT, indicesOf, type Point, symbolKey } from '../judge/point.ts';
import { leavingInputs, readOutput } from '../read-output.ts';
import { scalarKeys } from './scalar.ts';

/** One answer of an operator on tensors: its output, or the gradient by one of its inputs. */
export interface TensorTarget {
  readonly page: Page;
  readonly output: string;
  /** The input that the gradient is by; absent for the output. */
  readonly wrt: string | undefined;
  /** `y`, `y'`, or `y' by a` where there are several inputs. */
  readonly label: string;
  readonly criterion: Criterion;
  readonly geometry: TensorGeometry;
}

/** The outputs of a page, in the order in which they are declared. */
export const outputsOf = (page: Page): readonly string[] =>
  [...page.symbols.values()].filter(({ role }) => role === 'output').map(({ key }) => key);

/** What a value check judges: every output. `patches` put an accepted variant in the place of the page's formula. */
export function valueTargets(page: Page, format: FormatName, patches: readonly string[] = []): TensorTarget[] {
  return outputsOf(page).map((output) => {
    const expression = valueExpression(page, output, patches);
    return target(page, format, output, undefined, output, { expression, indices: indicesOf(page, output) });
  });
}

/** The first output alone: all there is of most operators. */
export const valueTarget = (page: Page, format: FormatName, patches: readonly string[] = []): TensorTarget =>
  valueTargets(page, format, patches)[0]!;

/** What a derivative check judges: the gradient by each input that the page gives a derivative by. */
export function gradientTargets(page: Page, format: FormatName, patches: readonly string[] = []): TensorTarget[] {
  const { output } = scalarKeys(page);
  const found: TensorTarget[] = [];
  for (const { wrt } of derivativesFor(page, output)) {
    const gradient = gradientExpression(page, output, wrt, patches);
    if (!gradient) continue;
    const label = page.call.length === 1 ? `${output}'` : `${output}' by ${wrt}`;
    const indices = gradient.indices.length === 0 ? indicesOf(page, wrt) : gradient.indices;
    found.push(target(page, format, output, wrt, label, { expression: gradient.expression, indices }));
  }
  return found;
}

function target(
  page: Page,
  format: FormatName,
  output: string,
  wrt: string | undefined,
  label: string,
  { expression, indices }: { expression: Expression; indices: readonly string[] },
): TensorTarget {
  const scale = page.scale.get(label) ?? page.scale.get(wrt === undefined ? output : `${output}'`);
  // A scale that is told by the output's indices says nothing about a gradient that lies over others.
  const usable = scale && [...freeIndices(scale)].every((index) => indices.includes(index)) ? scale : undefined;
  const criterion = new Criterion(page, label, expression, indices, usable);
  const bends = wrt === undefined ? [] : [...page.kinks, ...bendsOf(page, valueExpression(page, output))];
  const kinks = bends.map((kink) => roundRational(FORMATS[format], kink));
  return { page, output, wrt, label, criterion, geometry: { page, format, expression, avoid: new Set(kinks) } };
}

/** The literal inputs of a case as the judge wants them. */
export function tensorPoint(page: Page, one: TensorCase): Point {
  const symbols = new Map<string, Float64Array>();
  for (const [key, values] of Object.entries(one.inputs)) symbols.set(symbolKey(key, 0), Float64Array.from(values));
  for (const [key, value] of Object.entries(one.hyper)) symbols.set(symbolKey(key, 0), Float64Array.of(value));
  symbols.set(symbolKey(COTANGENT, 0), Float64Array.from(one.cotangent));
  return { symbols, extents: extentsIn(page, one.sizes) };
}

/** Answers by key: every output, or the gradient by every input. */
export type TensorAnswers = ReadonlyMap<string, Float64Array>;

/**
 * Asks the subject for its output, or for its gradients.
 *
 * @throws AdapterError `missing-output`, `wrong-type`, `wrong-length` or `mutated-input`
 */
export async function callTensor(
  page: Page,
  kernel: Kernel,
  one: TensorCase,
  name: FormatName,
  of: 'value' | 'derivative',
): Promise<TensorAnswers> {
  const { output } = scalarKeys(page);
  const format = FORMATS[name];
  const tensor = (key: string, values: readonly number[]): Tensor => ({
    dtype: name,
    shape: shapeIn(page, key, one.sizes),
    data: pack(format, values),
  });
  const info = { hyper: one.hyper satisfies Hyperparameters, mode: page.modes[0] ?? '' };
  const inputs = page.call.map((key) => tensor(key, one.inputs[key]!));
  const length = (key: string): number => shapeIn(page, key, one.sizes).reduce((n, size) => n * size, 1);
  if (of === 'value') {
    const outputs = await leavingInputs(page.id, page.call, inputs, (given) => kernel.forward!(given, info));
    return new Map(
      outputsOf(page).map((key) => [
        key,
        readOutput(outputs, key, { where: page.id, format: name, length: length(key) }),
      ]),
    );
  }
  const cotangent = tensor(COTANGENT, one.cotangent);
  const gradients = await leavingInputs(page.id, [...page.call, COTANGENT], [...inputs, cotangent], (given) =>
    kernel.gradient!(given.slice(0, -1), given.at(-1)!, info),
  );
  const where = `${page.id}, gradient`;
  return new Map(
    derivativesFor(page, output).map(({ wrt }) => [
      wrt,
      readOutput(gradients, wrt, { where, format: name, length: length(wrt) }),
    ]),
  );
}
