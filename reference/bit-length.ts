const asNumber = new Float64Array(1);
const asWords = new Uint32Array(asNumber.buffer);
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Number of bits of `|n|` without leading zeros; 0 for 0.
 *
 * Reads the exponent of the nearest float64, which is one too large exactly where rounding carried into the next
 * power of two; such candidates are checked. Beyond the float64 range the hexadecimal length decides.
 */
export function bitLength(n: bigint): number {
  asNumber[0] = Number(n);
  const high = asWords[HIGH]!;
  const exponent = (high >>> 20) & 0x7ff;
  if (exponent === 0x7ff) {
    const digits = (n < 0n ? -n : n).toString(16);
    return 4 * digits.length - Math.clz32(Number.parseInt(digits[0]!, 16)) + 28;
  }
  if (exponent === 0) return 0;
  const length = exponent - 1022;
  if (length > 53 && (high & 0xfffff) === 0 && asWords[1 - HIGH] === 0) {
    return (n < 0n ? -n : n) >> BigInt(length - 1) === 0n ? length - 1 : length;
  }
  return length;
}
