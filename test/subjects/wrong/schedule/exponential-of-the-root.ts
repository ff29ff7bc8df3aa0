export const format = 'float64';

type Hyper = { lrMax: number; gamma: number };

export const kernels = { exponential: (t: number, { lrMax, gamma }: Hyper) => lrMax * gamma ** Math.sqrt(t) };
