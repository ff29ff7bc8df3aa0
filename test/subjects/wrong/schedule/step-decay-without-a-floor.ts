export const format = 'float64';

type Hyper = { lrMax: number; gamma: number; stepSize: number };

export const kernels = {
  'step-decay': (t: number, { lrMax, gamma, stepSize }: Hyper) => lrMax * gamma ** (t / stepSize),
};
