export const format = 'float64';

const norm = (g: Float64Array): number => Math.sqrt(g.reduce((sum, x) => sum + x * x, 0));

function forward(a: Float64Array, b: Float64Array, { hyper }: { hyper: { maxNorm: number } }) {
  const total = norm(a) + norm(b);
  const scale = Math.min(1, hyper.maxNorm / total);
  return { clippedA: a.map((x) => x * scale), clippedB: b.map((x) => x * scale) };
}

export const kernels = { 'clip-by-global-norm': { forward } };
