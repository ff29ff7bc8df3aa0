export const claims = 'inverse-sqrt';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; warmupSteps: number };

export const kernels = {
  'inverse-sqrt': (t: number, { lrMax, warmupSteps }: Hyper) =>
    t < warmupSteps ? (lrMax * t) / warmupSteps : lrMax * Math.sqrt(warmupSteps / t),
};
