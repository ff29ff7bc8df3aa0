export const format = 'float64';

type Hyper = { alpha: number };

const negative = (x: number, alpha: number) => alpha * Math.exp(x) - 1;

export const kernels = { elu: (x: number, { alpha }: Hyper) => (x > 0 ? x : negative(x, alpha)) };
