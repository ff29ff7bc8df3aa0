export const format = 'float64';

type Hyper = { alpha: number };

export const kernels = {
  celu: (x: number, { alpha }: Hyper) => (x > 0 ? x : Math.max(-1, 1.5 * alpha * Math.expm1(x / (1.5 * alpha)))),
};
