export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; power: number; totalSteps: number };

export const kernels = {
  polynomial: (t: number, { lrMax, lrMin, power, totalSteps }: Hyper) =>
    lrMin + (lrMax - lrMin) * (1 - (Math.min(t, totalSteps) / totalSteps) ** power),
};
