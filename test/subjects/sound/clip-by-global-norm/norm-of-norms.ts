export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

function forward(a: Vector, b: Vector, { hyper: { maxNorm } }: { hyper: { maxNorm: number } }) {
  const [smallA, smallB] = [Array.from(a, (x) => x / 32), Array.from(b, (x) => x / 32)];
  const norm = Math.hypot(Math.hypot(...smallA), Math.hypot(...smallB));
  if (32 * norm <= maxNorm) return { clippedA: a.slice(), clippedB: b.slice() };
  const clip = (small: number[]) => small.map((x) => (x / norm) * maxNorm);
  return { clippedA: clip(smallA), clippedB: clip(smallB) };
}

export const kernels = { 'gradient/clip-by-global-norm': { forward } };
