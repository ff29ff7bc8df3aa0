export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; power: number; totalSteps: number };

export const kernels = {
  polynomial: (t: number, { lrMax, power, totalSteps }: Hyper) =>
    lrMax * (1 - (Math.min(t, totalSteps) / totalSteps) ** power),
};
