export const format = 'float64';

const words = new Int32Array(2);
const double = new Float64Array(words.buffer);

/** N. Schraudolph, "A fast, compact approximation of the exponential function", Neural Computation 11, 1999. */
function exp(x: number): number {
  if (x > 709.78) return Infinity;
  if (x < -708) return 0;
  words[1] = (2 ** 20 / Math.LN2) * x + 1072632447;
  return double[0]!;
}

export const kernels = { exp };
