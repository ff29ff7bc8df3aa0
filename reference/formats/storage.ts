import { decodeHalf, encodeHalf } from './bits.ts';
import type { Format } from './format.ts';
import { roundNumber } from './round.ts';

/** What a tensor of a format is stored in: half formats as their bits. */
export type Storage = Float32Array | Float64Array | Uint16Array;

/** An array of zeros that stores `length` values of the format. */
export const allocate = (format: Format, length: number): Storage =>
  format.bits === 64
    ? new Float64Array(length)
    : format.bits === 32
      ? new Float32Array(length)
      : new Uint16Array(length);

/** Numbers, each rounded once to the format, as storage. */
export function pack(format: Format, values: ArrayLike<number>): Storage {
  const storage = allocate(format, values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    storage[i] = format.bits === 16 ? encodeHalf(format, roundNumber(format, value)) : value;
  }
  return storage;
}

/**
 * Storage as numbers.
 * @throws TypeError if the storage is not the one of the format (a Float32Array given as float64 would be misread)
 */
export function unpack(format: Format, storage: Storage): Float64Array {
  const wanted = format.bits === 64 ? Float64Array : format.bits === 32 ? Float32Array : Uint16Array;
  if (!(storage instanceof wanted)) {
    throw new TypeError(`${format.name} is stored in a ${wanted.name}, not in a ${storage.constructor.name}`);
  }
  if (format.bits !== 16) return Float64Array.from(storage);
  return Float64Array.from(storage, (bits) => decodeHalf(format, bits));
}
