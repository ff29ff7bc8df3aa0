export const claims = 'step-decay';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; gamma: number; stepSize: number };

export const kernels = {
  'step-decay': (t: number, { lrMax, gamma, stepSize }: Hyper) => lrMax * gamma ** Math.floor(t / stepSize),
};
