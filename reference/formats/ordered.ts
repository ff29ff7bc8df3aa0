import { decode, decodeHalf, encode } from './bits.ts';
import { FORMATS, type Format } from './format.ts';

const signBit = (format: Format): bigint => 1n << BigInt(format.bits - 1);

/**
 * The place of a value in the order of its format: consecutive values differ by 1, negation changes the sign. Both
 * zeros are at 0 (they are one real number), infinities stand one place beyond the largest finite values.
 * @throws RangeError for NaN, which has no place
 */
export function toOrdered(format: Format, x: number): bigint {
  if (Number.isNaN(x)) throw new RangeError('NaN has no place in the order of a format');
  const bits = encode(format, x);
  const sign = signBit(format);
  return bits >= sign ? -(bits - sign) : bits;
}

/** The value at a place; place 0 is `+0`. @throws RangeError beyond the infinities */
export function fromOrdered(format: Format, place: bigint): number {
  const magnitude = place < 0n ? -place : place;
  const value = magnitude < signBit(format) ? decode(format, magnitude) : Number.NaN;
  if (Number.isNaN(value)) throw new RangeError(`place ${place} lies beyond the infinities of ${format.name}`);
  return place < 0n ? -value : value;
}

/** How many values lie between `a` and `b`, plus one; negative where `b < a`. @throws RangeError for NaN */
export const ulpDistance = (format: Format, a: number, b: number): bigint =>
  toOrdered(format, b) - toOrdered(format, a);

/** The next value above; from either zero the smallest subnormal; NaN and +Infinity stay. */
export const nextUp = (format: Format, x: number): number =>
  Number.isNaN(x) || x === Number.POSITIVE_INFINITY ? x : fromOrdered(format, toOrdered(format, x) + 1n);

/** The next value below; NaN and -Infinity stay. */
export const nextDown = (format: Format, x: number): number => -nextUp(format, -x);

/** Every pattern of a 16-bit format as a number, from bits 0x0000 to 0xffff: NaNs, infinities and -0 are among them. */
export function* allValues(format: Format): Generator<number> {
  if (format.bits !== 16) throw new RangeError(`${format.name} has too many values to list; use float16 or bfloat16`);
  for (let bits = 0; bits < 0x10000; bits++) yield decodeHalf(FORMATS[format.name], bits);
}
