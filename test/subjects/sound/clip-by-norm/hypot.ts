export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

function forward(g: Vector, { hyper: { maxNorm } }: { hyper: { maxNorm: number } }) {
  // A sixteenth keeps the norm of the largest vectors finite.
  const small = Array.from(g, (x) => x / 16);
  const norm = Math.hypot(...small);
  return { y: norm * 16 > maxNorm ? small.map((x) => (x / norm) * maxNorm) : g.slice() };
}

export const kernels = { 'gradient/clip-by-norm': { forward } };
