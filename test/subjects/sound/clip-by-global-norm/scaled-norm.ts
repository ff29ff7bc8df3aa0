export const claims = 'clip-by-global-norm';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

function forward(a: Vector, b: Vector, { hyper: { maxNorm } }: { hyper: { maxNorm: number } }) {
  const all = [...a, ...b];
  const largest = Math.max(...all.map(Math.abs));
  const ratio = largest > 0 ? Math.sqrt(all.reduce((sum, x) => sum + (x / largest) ** 2, 0)) : 0;
  const clip = (x: Vector) =>
    largest > 0 && ratio > maxNorm / largest
      ? Array.from(x, (each) => (each / largest) * (maxNorm / ratio))
      : x.slice();
  return { clippedA: clip(a), clippedB: clip(b) };
}

export const kernels = { 'clip-by-global-norm': { forward } };
