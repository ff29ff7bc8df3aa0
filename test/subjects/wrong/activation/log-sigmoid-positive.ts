export const format = 'float64';

export const kernels = {
  'log-sigmoid': (x: number) => Math.max(0, -x) + Math.log1p(Math.exp(-Math.abs(x))),
};
