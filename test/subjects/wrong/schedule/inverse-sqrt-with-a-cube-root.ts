export const format = 'float32';

type Hyper = { lrMax: number; warmupSteps: number };

export const kernels = {
  'inverse-sqrt': (t: number, { lrMax, warmupSteps }: Hyper) =>
    t < warmupSteps ? (lrMax * t) / warmupSteps : lrMax * Math.cbrt(warmupSteps / t),
};
