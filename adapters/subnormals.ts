import { FORMATS } from '../reference/formats/format.ts';
import { smallestNormal } from '../reference/formats/ulp.ts';
import type { FormatName, Kernel } from './contract.ts';
import { numbersOf, tensorOf } from './tensor.ts';

/**
 * What arithmetic does with numbers below the smallest normal one: `kept`, or which of them become zero. IEEE 754-2019,
 * section 3.4 has subnormals; DAZ (denormals are zero) loses them as operands, FTZ (flush to zero) as results.
 */
export type Subnormals = 'kept' | 'DAZ and FTZ' | 'DAZ' | 'FTZ' | 'flushed';

type Kernels = ReadonlyMap<string, Kernel>;

const first = async (kernels: Kernels, page: string, format: FormatName, operands: readonly number[]) => {
  const kernel = kernels.get(page);
  if (!kernel?.forward || !kernel.formats.includes(format)) return undefined;
  // Beside a number of another size, since a vector register is not one value.
  const inputs = operands.map((value) => tensorOf(format, [value, 2], [1, 2]));
  const [output] = Object.values(await kernel.forward(inputs, { hyper: {}, mode: '' }));
  return output && numbersOf(output)[0];
};

/**
 * How one format is treated. Products tell operands from results: half the smallest normal number times 4 is lost only
 * where an operand is, the smallest normal number times 1/2 only where a result is. Where there is no product, relu
 * must return what it is given. Undefined where there is neither.
 */
export async function subnormalsIn(kernels: Kernels, format: FormatName): Promise<Subnormals | undefined> {
  const normal = smallestNormal(FORMATS[format]);
  const operand = await first(kernels, 'activation/gate', format, [normal / 2, 4]);
  const result = await first(kernels, 'activation/gate', format, [normal, 0.5]);
  const passed = await first(kernels, 'activation/relu', format, [normal / 2]);
  if (operand === undefined || result === undefined) {
    return passed === undefined ? undefined : passed === 0 ? 'flushed' : 'kept';
  }
  if (operand === 0) return result === 0 ? 'DAZ and FTZ' : 'DAZ';
  if (result === 0) return 'FTZ';
  return passed === 0 ? 'flushed' : 'kept';
}

/**
 * One line for the provenance of a subject, formats of one treatment together: `kept in float32, float64`.
 * `not detected` where no operator lets it be seen.
 */
export async function describeSubnormals(kernels: Kernels): Promise<string> {
  const formats = new Set([...kernels.values()].flatMap((kernel) => kernel.formats));
  const seen = new Map<Subnormals, FormatName[]>();
  for (const format of formats) {
    const treatment = await subnormalsIn(kernels, format);
    if (treatment !== undefined) seen.set(treatment, [...(seen.get(treatment) ?? []), format]);
  }
  return [...seen].map(([treatment, names]) => `${treatment} in ${names.join(', ')}`).join('; ') || 'not detected';
}
