export const format = 'float64';

function forward(a: Float64Array, b: Float64Array, { hyper: { maxNorm } }: { hyper: { maxNorm: number } }) {
  const norm = Math.hypot(...Array.from(a, (x) => x / 32), ...Array.from(b, (x) => x / 32));
  const divisor = norm + 1e-6 / 32;
  const clip = (x: Float64Array) =>
    maxNorm / divisor < 32 ? Array.from(x, (each) => (each / 32 / divisor) * maxNorm) : x.slice();
  return { clippedA: clip(a), clippedB: clip(b) };
}

export const kernels = { 'clip-by-global-norm': { forward } };
