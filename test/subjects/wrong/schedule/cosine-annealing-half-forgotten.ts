export const format = 'float32';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

const rate = (t: number, { lrMax, lrMin, totalSteps }: Hyper) =>
  lrMin + (lrMax - lrMin) * (1 + Math.cos((Math.PI * Math.min(t, totalSteps)) / totalSteps));

export const kernels = { 'cosine-annealing': rate };
