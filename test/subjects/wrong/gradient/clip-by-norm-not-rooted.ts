export const format = 'float64';

function forward(g: Float64Array, { hyper }: { hyper: { maxNorm: number } }): Float64Array {
  const square = g.reduce((sum, x) => sum + x * x, 0);
  const scale = square > hyper.maxNorm ? hyper.maxNorm / square : 1;
  return g.map((x) => x * scale);
}

export const kernels = { 'clip-by-norm': { forward } };
