export const format = 'float64';

/** The first tensor is clipped to the limit, and the norm of the second is taken with the clipped first. */
function forward(a: Float64Array, b: Float64Array, { hyper }: { hyper: { maxNorm: number } }) {
  const square = (g: Float64Array): number => g.reduce((sum, x) => sum + x * x, 0);
  const first = Math.min(1, hyper.maxNorm / Math.sqrt(square(a)));
  const clippedA = a.map((x) => x * first);
  const both = Math.min(1, hyper.maxNorm / Math.sqrt(square(clippedA) + square(b)));
  return { clippedA, clippedB: b.map((x) => x * both) };
}

export const kernels = { 'clip-by-global-norm': { forward } };
