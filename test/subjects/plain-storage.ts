/** Half formats travel as their bits; the numbers of these comparisons have few, so that they are exact. */
const BITS: Readonly<Record<string, readonly [fraction: number, bias: number]>> = {
  float16: [10, 15],
  bfloat16: [7, 127],
};

function halfBits(x: number, [fraction, bias]: readonly [number, number]): number {
  if (x === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(x)));
  const rest = Math.abs(x) / 2 ** exponent - 1;
  return (x < 0 ? 0x8000 : 0) + (exponent + bias) * 2 ** fraction + rest * 2 ** fraction;
}

function halfNumber(bits: number, [fraction, bias]: readonly [number, number]): number {
  const size = bits & 0x7fff;
  const exponent = Math.floor(size / 2 ** fraction);
  const rest = (size % 2 ** fraction) / 2 ** fraction;
  const value = exponent === 0 ? rest * 2 ** (1 - bias) : (1 + rest) * 2 ** (exponent - bias);
  return bits & 0x8000 ? -value : value;
}

/** Arrays as a subject of that format gets them and gives them back. */
export function storage(format: string): {
  readonly pack: (x: ArrayLike<number>) => Uint16Array | Float32Array | Float64Array;
  readonly read: (x: ArrayLike<number>) => ArrayLike<number>;
} {
  const half = BITS[format];
  if (half) {
    return {
      pack: (x: ArrayLike<number>) => Uint16Array.from(x, (each) => halfBits(each, half)),
      // A state may be kept wider than the weights.
      read: (x: ArrayLike<number>) => (x instanceof Uint16Array ? Array.from(x, (each) => halfNumber(each, half)) : x),
    };
  }
  const pack = (x: ArrayLike<number>) => (format === 'float32' ? Float32Array.from(x) : Float64Array.from(x));
  return { pack, read: (x: ArrayLike<number>): ArrayLike<number> => x };
}
