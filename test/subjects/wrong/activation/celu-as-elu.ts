export const format = 'float64';

type Hyper = { alpha: number };

export const kernels = {
  celu: (x: number, { alpha }: Hyper) => Math.max(0, x) + Math.min(0, alpha * Math.expm1(x)),
};
