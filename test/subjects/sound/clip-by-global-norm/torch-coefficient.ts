export const claims = 'gradient/clip-by-global-norm';
export const format = 'float64';

type Info = { hyper: { maxNorm: number } };

/** Squares may overflow: an infinite norm is computed again from smaller numbers. */
function normOf(values: readonly number[]): number {
  const norm = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
  if (Number.isFinite(norm) && norm > 2 ** -500) return norm;
  const largest = Math.max(...values.map(Math.abs));
  return largest === 0 ? 0 : largest * Math.hypot(...values.map((x) => x / largest));
}

export const kernels = {
  'clip-by-global-norm': {
    forward(a: Float64Array, b: Float64Array, { hyper: { maxNorm } }: Info) {
      const coefficient = Math.min(1, maxNorm / (normOf([...a, ...b]) + 1e-6));
      return { clippedA: a.map((x) => coefficient * x), clippedB: b.map((x) => coefficient * x) };
    },
  },
};
