export const format = 'float64';

/** Each half of the vector lives on a device of its own, and each clips what it has. */
function forward(g: Float64Array, { hyper }: { hyper: { maxNorm: number } }): Float64Array {
  const half = Math.ceil(g.length / 2);
  const clip = (part: Float64Array): number[] => {
    const norm = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0));
    return Array.from(part, (x) => (norm > hyper.maxNorm ? (x * hyper.maxNorm) / norm : x));
  };
  return Float64Array.from([...clip(g.slice(0, half)), ...clip(g.slice(half))]);
}

export const kernels = { 'clip-by-norm': { forward } };
