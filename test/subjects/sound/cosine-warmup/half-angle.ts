export const claims = 'schedule/cosine-warmup';
export const format = 'float64';

type Hyper = { lrMax: number; warmupSteps: number; totalSteps: number };

/** (1 + cos(pi p)) / 2 = sin^2(pi (1 - p) / 2), which keeps its digits as the rate falls to zero. */
function rate(t: number, { lrMax, warmupSteps, totalSteps }: Hyper): number {
  if (t < warmupSteps) return (lrMax * t) / warmupSteps;
  const s = Math.sin((Math.PI / 2) * ((totalSteps - t) / (totalSteps - warmupSteps)));
  return lrMax * s * s;
}

export const kernels = { 'cosine-warmup': rate };
