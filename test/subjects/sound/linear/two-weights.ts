export const claims = 'schedule/linear';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

export const kernels = {
  linear: (t: number, { lrMax, lrMin, totalSteps }: Hyper) => {
    const done = Math.min(t, totalSteps);
    return (lrMax * (totalSteps - done) + lrMin * done) / totalSteps;
  },
};
