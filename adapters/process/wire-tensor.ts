import { FORMATS } from '../../reference/formats/format.ts';
import type { FormatName, Hyperparameters, Tensor } from '../contract.ts';
import { elementCount, tensor } from '../tensor.ts';
import type { WireTensor } from './messages.ts';
import type { Failure } from './process-failure.ts';

/** The elements in base64, byte for byte: NaN, infinities and -0 survive, which JSON numbers would lose. */
export function encodeTensor({ dtype, shape, data }: Tensor): WireTensor {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return { dtype, shape: [...shape], data: bytes.toString('base64') };
}

/** JSON has no word for what is not finite. */
export const encodeHyper = (hyper: Hyperparameters): Record<string, number | 'NaN' | 'Infinity' | '-Infinity'> =>
  Object.fromEntries(
    Object.entries(hyper).map(([key, value]) => [
      key,
      Number.isFinite(value) ? value : (String(value) as 'NaN' | 'Infinity' | '-Infinity'),
    ]),
  );

/**
 * A tensor that a subject sent. `format` is demanded where it is given, and so is `shape`, by its number of elements.
 *
 * @returns the failure, in words that follow "subject, page, method", where it is not what was asked for
 */
export function decodeTensor(
  key: string,
  { dtype, shape, data }: WireTensor,
  format: FormatName | undefined,
  wanted: readonly number[] | undefined,
): Tensor | Failure {
  if (format !== undefined && dtype !== format) {
    return { fault: 'wrong-type', problem: `returned ${dtype} as \`${key}\` where ${format} was asked for` };
  }
  const count = elementCount(shape);
  const bytes = Buffer.from(data, 'base64');
  const size = FORMATS[dtype].bits / 8;
  if (bytes.length !== count * size) {
    const says = `returned ${bytes.length} bytes as \`${key}\`, where shape [${shape.join(', ')}] of ${dtype} has ${count * size}`;
    return { fault: 'wrong-length', problem: says };
  }
  if (wanted !== undefined && count !== elementCount(wanted)) {
    const problem = `returned ${count} numbers instead of ${elementCount(wanted)} (as \`${key}\`)`;
    return { fault: 'wrong-length', problem };
  }
  const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const Storage = size === 8 ? Float64Array : size === 4 ? Float32Array : Uint16Array;
  return tensor(dtype, new Storage(own), wanted ?? shape);
}
