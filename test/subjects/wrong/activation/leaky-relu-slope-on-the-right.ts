export const format = 'float64';

type Hyper = { alpha: number };

export const kernels = { 'leaky-relu': (x: number, { alpha }: Hyper) => (x > 0 ? alpha * x : x) };
