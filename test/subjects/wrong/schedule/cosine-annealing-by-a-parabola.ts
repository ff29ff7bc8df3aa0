export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

/** Bhaskara's rational form of the cosine, without the library call. */
function rate(t: number, { lrMax, lrMin, totalSteps }: Hyper): number {
  const p = Math.min(t, totalSteps) / totalSteps;
  const half = (x: number) => (1 - 4 * x * x) / (1 + x * x);
  const cos = p <= 0.5 ? half(p) : -half(1 - p);
  return lrMin + 0.5 * (lrMax - lrMin) * (1 + cos);
}

export const kernels = { 'cosine-annealing': rate };
