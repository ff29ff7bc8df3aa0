export const format = 'float64';

function forward(g: Float64Array, { hyper }: { hyper: { maxNorm: number } }): Float64Array {
  const norm = Math.sqrt(g.reduce((sum, x) => sum + x * x, 0));
  return norm === 0 ? g.slice() : g.map((x) => x * (hyper.maxNorm / norm));
}

export const kernels = { 'clip-by-norm': { forward } };
