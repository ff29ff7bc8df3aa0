export const format = 'float64';

function clip(g: Float64Array, maxNorm: number): Float64Array {
  const norm = Math.sqrt(g.reduce((sum, x) => sum + x * x, 0));
  return norm > maxNorm ? g.map((x) => (x * maxNorm) / norm) : g.slice();
}

const forward = (a: Float64Array, b: Float64Array, { hyper }: { hyper: { maxNorm: number } }) => ({
  clippedA: clip(a, hyper.maxNorm),
  clippedB: clip(b, hyper.maxNorm),
});

export const kernels = { 'clip-by-global-norm': { forward } };
