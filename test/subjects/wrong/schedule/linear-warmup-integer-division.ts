export const format = 'float64';

function rate(t: number, { lrMax, warmupSteps }: { lrMax: number; warmupSteps: number }): number {
  return t < warmupSteps ? lrMax * Math.trunc(t / warmupSteps) : lrMax;
}

export const kernels = { 'linear-warmup': rate };
