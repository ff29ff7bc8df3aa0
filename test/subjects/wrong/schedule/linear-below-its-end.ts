export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

export const kernels = {
  linear: (t: number, { lrMax, lrMin, totalSteps }: Hyper) => lrMax - ((lrMax - lrMin) * t) / totalSteps,
};
