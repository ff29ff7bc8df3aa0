export const format = 'float64';

function forward(a: Float64Array, b: Float64Array, { hyper: { maxNorm } }: { hyper: { maxNorm: number } }) {
  const values = Float64Array.of(...a, ...b);
  const exponent = Math.floor(Math.log2(Math.max(2 ** -1000, ...values.map(Math.abs))));
  const unit = 2 ** Math.min(1000, exponent);
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const term = (value / unit) ** 2 - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  const ratio = Math.sqrt(sum);
  const inside = ratio <= maxNorm / unit;
  const clip = (x: Float64Array) => (inside ? x.slice() : x.map((each) => ((each / unit) * maxNorm) / ratio));
  return { clippedA: clip(a), clippedB: clip(b) };
}

export const kernels = { 'clip-by-global-norm': { forward } };
