export const claims = 'relu';
export const format = 'float32';

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

function value(x: number): number {
  float[0] = x;
  // All ones where the sign bit is set: the and-not clears negative values and -0.
  if (!Number.isNaN(x)) bits[0] = bits[0]! & ~(bits[0]! >> 31);
  return float[0]!;
}

export const kernels = { relu: { value, derivative: (x: number) => Math.min(1, value(x) * 2 ** 149) } };
