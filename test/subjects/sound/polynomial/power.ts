export const claims = 'polynomial';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; lrMin: number; power: number; totalSteps: number };

export const kernels = {
  polynomial: (t: number, { lrMax, lrMin, power, totalSteps }: Hyper) =>
    (lrMax - lrMin) * (Math.max(0, totalSteps - t) / totalSteps) ** power + lrMin,
};
