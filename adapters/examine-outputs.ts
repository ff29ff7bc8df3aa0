import type { FormatName, Outputs, PageInterface, Tensor } from './contract.ts';
import { copyTensor, elementCount, sameBits } from './tensor.ts';

/** What is wrong with the shape, format or name of an output; `undefined` where nothing is. */
export function wrongOutput(
  outputs: Outputs,
  keys: readonly string[],
  format: FormatName,
  shapeFor: (key: string) => readonly number[] | undefined,
): string | undefined {
  for (const key of keys) {
    const output = outputs[key];
    if (output === undefined) return `\`${key}\` is missing among {${Object.keys(outputs).join(', ')}}`;
    if (output.dtype !== format) return `\`${key}\` is ${output.dtype} where ${format} went in`;
    const shape = shapeFor(key);
    if (shape && output.shape.join() !== shape.join()) {
      return `\`${key}\` has shape [${output.shape.join(', ')}] instead of [${shape.join(', ')}]`;
    }
    if (output.data.length !== elementCount(output.shape)) {
      return `\`${key}\` has ${output.data.length} elements in shape [${output.shape.join(', ')}]`;
    }
  }
  return undefined;
}

/** The shape of an output, from the input that the page says it is shaped like. */
export const shapeLike =
  (page: PageInterface, inputs: readonly Tensor[]) =>
  (key: string): readonly number[] | undefined =>
    inputs[page.call.indexOf(page.shapeOf[key] ?? key)]?.shape;

/** Whether two sets of outputs hold the same bits under the same names. */
export const sameOutputs = (a: Outputs, b: Outputs): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] !== undefined && sameBits(value, b[key]!));

/** Copies, since an adapter may return the same buffer again and again. */
export const copyOutputs = (outputs: Outputs): Outputs =>
  Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, copyTensor(value)]));

/** The inputs that are no longer what they were. */
export const changedInputs = (page: PageInterface, before: readonly Tensor[], after: readonly Tensor[]): string[] =>
  page.call.filter((_, i) => !sameBits(before[i]!, after[i]!));
