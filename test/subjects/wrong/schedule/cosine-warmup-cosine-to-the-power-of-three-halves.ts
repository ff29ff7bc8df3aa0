export const format = 'float64';

type Hyper = { lrMax: number; warmupSteps: number; totalSteps: number };

function rate(t: number, { lrMax, warmupSteps, totalSteps }: Hyper): number {
  if (t < warmupSteps) return (lrMax * t) / warmupSteps;
  const p = (t - warmupSteps) / (totalSteps - warmupSteps);
  return lrMax * (0.5 * (1 + Math.cos(Math.PI * p))) ** 1.5;
}

export const kernels = { 'cosine-warmup': rate };
