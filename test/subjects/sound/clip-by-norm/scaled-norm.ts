export const claims = 'clip-by-norm';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

function forward(g: Vector, { hyper: { maxNorm } }: { hyper: { maxNorm: number } }) {
  let largest = 0;
  for (const x of g) largest = Math.max(largest, Math.abs(x));
  if (largest === 0) return g.slice();
  let sum = 0;
  for (const x of g) sum += (x / largest) ** 2;
  const ratio = Math.sqrt(sum);
  return maxNorm / largest < ratio ? Array.from(g, (x) => (x / largest) * (maxNorm / ratio)) : g.slice();
}

export const kernels = { 'clip-by-norm': { forward } };
