export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

export const kernels = {
  linear: (t: number, { lrMax, totalSteps }: Hyper) => lrMax * (1 - Math.min(t, totalSteps) / totalSteps),
};
