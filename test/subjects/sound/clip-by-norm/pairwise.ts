export const format = 'float64';

function sumOfSquares(x: readonly number[]): number {
  if (x.length <= 2) return x.reduce((sum, each) => sum + each * each, 0);
  const middle = x.length >> 1;
  return sumOfSquares(x.slice(0, middle)) + sumOfSquares(x.slice(middle));
}

function forward(g: Float64Array, { hyper: { maxNorm } }: { hyper: { maxNorm: number } }) {
  const largest = Math.max(...g.map(Math.abs));
  if (!(largest > 0)) return g.slice();
  const unit = 2 ** Math.min(1000, Math.max(-1000, Math.floor(Math.log2(largest))));
  const small = Array.from(g, (x) => x / unit);
  const ratio = Math.sqrt(sumOfSquares(small));
  const scale = Math.min(1, maxNorm / unit / ratio);
  return scale === 1 ? g.slice() : small.map((x) => (x * maxNorm) / ratio);
}

export const kernels = { 'clip-by-norm': { forward } };
