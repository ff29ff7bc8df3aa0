export const format = 'float32';

type Hyper = { lrMax: number; lrMin: number; power: number; totalSteps: number };

export const kernels = {
  polynomial: (t: number, { lrMax, lrMin, totalSteps }: Hyper) =>
    lrMin + (lrMax - lrMin) * (1 - Math.min(t, totalSteps) / totalSteps),
};
