export const format = 'float64';

/** The root of the mean square, so that the limit does not depend on the number of weights. */
function forward(g: Float64Array, { hyper }: { hyper: { maxNorm: number } }): Float64Array {
  const size = Math.sqrt(g.reduce((sum, x) => sum + x * x, 0) / g.length);
  const scale = Math.min(1, hyper.maxNorm / size);
  return g.map((x) => x * scale);
}

export const kernels = { 'clip-by-norm': { forward } };
