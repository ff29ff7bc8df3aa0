import type { Adapter, Kernel, Tensor } from '../adapters/contract.ts';
import { FORMATS, type FormatName } from '../reference/formats/format.ts';
import { pack, unpack } from '../reference/formats/storage.ts';
import { smallestNormal } from '../reference/formats/ulp.ts';

/** Operators that return a small positive input unchanged, up to rounding. */
const TRANSPARENT = ['activation/relu', 'activation/tanh'];

const PRODUCT = 'activation/gate';

/**
 * Does the subject flush subnormals to zero? Half the smallest normal value is sent through an operator that should
 * give it back, and a product is taken of it (lost where subnormal operands are) and into it (lost where subnormal
 * results are). Where there is no such operator the answer is no: the stricter judgement.
 */
export async function flushesSubnormals(adapter: Adapter, format: FormatName): Promise<boolean> {
  const normal = smallestNormal(FORMATS[format]);
  const offered = (id: string): Kernel | undefined => {
    const kernel = adapter.kernels.get(id);
    return kernel?.forward && kernel.formats.includes(format) ? kernel : undefined;
  };
  const loses = async (kernel: Kernel, operands: readonly number[]): Promise<boolean> => {
    // Between numbers of ordinary size, since a vector register is not one value.
    const inputs = operands.map(
      (value): Tensor => ({ dtype: format, shape: [1, 3], data: pack(FORMATS[format], [1, value, 2]) }),
    );
    const [result] = Object.values(await kernel.forward!(inputs, { hyper: {}, mode: '' }));
    return result !== undefined && unpack(FORMATS[result.dtype], result.data)[1] === 0;
  };
  const product = offered(PRODUCT);
  if (product && ((await loses(product, [normal / 2, 4])) || (await loses(product, [normal, 0.5])))) return true;
  const transparent = TRANSPARENT.map(offered).find((kernel) => kernel !== undefined);
  return transparent !== undefined && (await loses(transparent, [normal / 2]));
}
