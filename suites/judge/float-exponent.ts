const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** 2^e for e from -1074 to 1023, by halving and doubling, which are exact. */
const powers = new Float64Array(1074 + 1024);
powers[1074] = 1;
for (let e = 1; e <= 1023; e++) powers[1074 + e] = 2 * powers[1073 + e]!;
for (let e = -1; e >= -1074; e--) powers[1074 + e] = powers[1075 + e]! / 2;

/** 2^e exactly; 0 below -1074 and Infinity above 1023. */
export const twoTo = (e: number): number => (e < -1074 ? 0 : e > 1023 ? Number.POSITIVE_INFINITY : powers[1074 + e]!);

/** floor(log2 |x|) for a normal float64; -1023 for zero and float64 subnormals, 1024 for infinities and NaN. */
export function exponentOf(x: number): number {
  float[0] = x;
  return ((words[HIGH]! >>> 20) & 0x7ff) - 1023;
}
