export const format = 'float32';

type Hyper = { lrMax: number; gamma: number; stepSize: number };

/** Thirty, sixty, ninety: nothing was planned beyond. */
export const kernels = {
  'step-decay': (t: number, { lrMax, gamma, stepSize }: Hyper) =>
    lrMax * gamma ** Math.min(3, Math.floor(t / stepSize)),
};
