import { FORMATS, type FormatName } from '../reference/formats/format.ts';
import { pack, unpack } from '../reference/formats/storage.ts';
import type { Tensor, TensorData } from './contract.ts';

/** How many elements a tensor of this shape has; 1 for the shape `[]` of a scalar. */
export const elementCount = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** A tensor over `data`, which is not copied; its shape is one axis unless given. */
export const tensor = (dtype: FormatName, data: TensorData, shape: readonly number[] = [data.length]): Tensor => ({
  dtype,
  shape,
  data,
});

/** A tensor of these numbers, each rounded once to the format. */
export const tensorOf = (dtype: FormatName, values: ArrayLike<number>, shape?: readonly number[]): Tensor =>
  tensor(dtype, pack(FORMATS[dtype], values), shape);

/** The elements as numbers; exact, since every value of every format is a float64. */
export const numbersOf = ({ dtype, data }: Tensor): Float64Array => unpack(FORMATS[dtype], data);

/** The same tensor in a buffer of its own, so that the other side of a call may keep, change or transfer it. */
export const copyTensor = (source: Tensor): Tensor => ({
  dtype: source.dtype,
  shape: [...source.shape],
  data: source.data.slice(),
});

const bytesOf = ({ data }: Tensor): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** Whether two tensors hold the same bits: NaN equals itself, -0 differs from 0. */
export const sameBits = (a: Tensor, b: Tensor): boolean =>
  a.dtype === b.dtype && a.data.length === b.data.length && Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
