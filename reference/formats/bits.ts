import type { Format } from './format.ts';

const view = new DataView(new ArrayBuffer(8));

/** `2^(i - 1074)` at `i`, by doubling, which is exact. */
const powersOfTwo = new Float64Array(1074 + 1024);
powersOfTwo[0] = Number.MIN_VALUE;
for (let i = 1; i < powersOfTwo.length; i++) powersOfTwo[i] = 2 * powersOfTwo[i - 1]!;

/** `2^exponent`: 0 below -1074, `Infinity` above 1023. From a table, since `Math.pow` promises no accuracy. */
export const powerOfTwoNumber = (exponent: number): number =>
  powersOfTwo[exponent + 1074] ?? (exponent < 0 ? 0 : Number.POSITIVE_INFINITY);

/** Exponent of the binade of a nonzero finite float64: floor(log2 |x|), exactly. */
export function exponentOf(x: number): number {
  view.setFloat64(0, x);
  const high = view.getUint32(0) & 0x7fffffff;
  if (high >= 0x100000) return (high >>> 20) - 1023;
  // Subnormal: the lowest bit is 2^-1074, bit 0 of the high word is 2^-1042.
  return high !== 0 ? -1042 + 31 - Math.clz32(high) : -1074 + 31 - Math.clz32(view.getUint32(4));
}

/** The number that a bit pattern means. @throws RangeError if the pattern has more bits than the format */
export function decode(format: Format, bits: bigint): number {
  if (bits < 0n || bits >> BigInt(format.bits) !== 0n) {
    throw new RangeError(`0x${bits.toString(16)} is not a pattern of ${format.bits} bits, as ${format.name} needs`);
  }
  switch (format.name) {
    case 'float64':
      view.setBigUint64(0, bits);
      return view.getFloat64(0);
    case 'float32':
      view.setUint32(0, Number(bits));
      return view.getFloat32(0);
    default:
      return decodeHalf(format, Number(bits));
  }
}

/** The number that 16 bits mean in `float16` or `bfloat16`. */
export function decodeHalf(format: Format, bits: number): number {
  if (format.name === 'bfloat16') {
    view.setUint32(0, bits * 0x10000);
    return view.getFloat32(0);
  }
  const magnitude = bits & 0x7fff;
  const exponent = magnitude >>> 10;
  const fraction = magnitude & 0x3ff;
  const value =
    exponent === 31
      ? fraction === 0
        ? Number.POSITIVE_INFINITY
        : Number.NaN
      : exponent === 0
        ? fraction * powerOfTwoNumber(-24)
        : (fraction + 0x400) * powerOfTwoNumber(exponent - 25);
  return bits & 0x8000 ? -value : value;
}

/**
 * The bit pattern of a value of the format; every NaN becomes the quiet NaN with an empty payload.
 * @throws RangeError if `x` is not a value of the format (round it first)
 */
export function encode(format: Format, x: number): bigint {
  switch (format.name) {
    case 'float64':
      view.setFloat64(0, Number.isNaN(x) ? Number.NaN : x);
      return Number.isNaN(x) ? 0x7ff8000000000000n : view.getBigUint64(0);
    case 'float32':
      if (Number.isNaN(x)) return 0x7fc00000n;
      if (Math.fround(x) !== x) throw notAValue(format, x);
      view.setFloat32(0, x);
      return BigInt(view.getUint32(0));
    default:
      return BigInt(encodeHalf(format, x));
  }
}

/** Like `encode`, for the formats of 16 bits. @throws RangeError if `x` is not a value of the format */
export function encodeHalf(format: Format, x: number): number {
  const { precision, emin, emax } = format;
  const fractionBits = precision - 1;
  const infinity = ((1 << (15 - fractionBits)) - 1) << fractionBits;
  if (Number.isNaN(x)) return infinity | (1 << (fractionBits - 1));
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  if (x === 0) return sign;
  if (!Number.isFinite(x)) return sign | infinity;
  const exponent = Math.max(exponentOf(x), emin);
  const units = Math.abs(x) * powerOfTwoNumber(fractionBits - exponent);
  if (exponent > emax || !Number.isInteger(units)) throw notAValue(format, x);
  // The hidden bit of a normal value carries into the exponent field, which therefore starts one lower.
  return sign | (((exponent - emin) << fractionBits) + units);
}

function notAValue(format: Format, x: number): RangeError {
  return new RangeError(`${x} is not a value of ${format.name}; round it with roundNumber before encoding`);
}

/** The bits of a value as `0x3f800000`, all digits written. @throws RangeError if `x` is not a value of the format */
export const toHex = (format: Format, x: number): string =>
  `0x${encode(format, x)
    .toString(16)
    .padStart(format.bits / 4, '0')}`;

/** The value written as `0x3f800000`. @throws SyntaxError if the text is not a pattern of the format's length */
export function fromHex(format: Format, text: string): number {
  const digits = format.bits / 4;
  if (!new RegExp(`^0x[0-9a-fA-F]{${digits}}$`).test(text)) {
    throw new SyntaxError(`"${text}" is not a ${format.name} pattern: write 0x and ${digits} hexadecimal digits`);
  }
  return decode(format, BigInt(text));
}
