export const claims = 'linear-warmup';
export const format = ['float64', 'float32'];

const rate = (t: number, { lrMax, warmupSteps }: { lrMax: number; warmupSteps: number }) =>
  t >= warmupSteps ? lrMax : (lrMax * t) / warmupSteps;

export const kernels = { 'linear-warmup': rate };
