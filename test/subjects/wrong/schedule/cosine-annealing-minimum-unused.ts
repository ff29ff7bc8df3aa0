export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

const rate = (t: number, { lrMax, totalSteps }: Hyper) =>
  0.5 * lrMax * (1 + Math.cos((Math.PI * Math.min(t, totalSteps)) / totalSteps));

export const kernels = { 'cosine-annealing': rate };
