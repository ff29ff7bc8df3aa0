import type { Adapter, Tensor } from '../adapters/contract.ts';
import { FORMATS, type FormatName } from '../reference/formats/format.ts';
import { pack, unpack } from '../reference/formats/storage.ts';
import { smallestNormal } from '../reference/formats/ulp.ts';

/** Operators that return a small positive input unchanged, up to rounding. */
const TRANSPARENT = ['activation/relu', 'activation/tanh'];

/**
 * Does the subject flush subnormals to zero? Half the smallest normal value is sent through an operator that should
 * give it back. Where there is none the answer is no: the stricter judgement.
 */
export async function flushesSubnormals(adapter: Adapter, format: FormatName): Promise<boolean> {
  for (const id of TRANSPARENT) {
    const kernel = adapter.kernels.get(id);
    if (!kernel?.forward || !kernel.formats.includes(format)) continue;
    const tiny = smallestNormal(FORMATS[format]) / 2;
    const input: Tensor = { dtype: format, shape: [3], data: pack(FORMATS[format], [1, tiny, 2]) };
    const outputs = await kernel.forward([input], { hyper: {}, mode: '' });
    const [result] = Object.values(outputs);
    return result !== undefined && unpack(FORMATS[result.dtype], result.data)[1] === 0;
  }
  return false;
}
