export const format = 'float32';

const words = new Int32Array(2);
const double = new Float64Array(words.buffer);

/** N. Schraudolph, "A fast, compact approximation of the exponential function", Neural Computation 11, 1999. */
function fastExp(x: number): number {
  words[1] = Math.max(0, Math.min(2 ** 31 - 2 ** 20 - 1, (2 ** 20 / Math.LN2) * x + 1072632447));
  return double[0]!;
}

export const kernels = { sigmoid: (x: number) => Math.fround(1 / (1 + fastExp(-x))) };
