export const format = 'float64';

export const kernels = {
  log1p: (x: number) => (Math.abs(x) < 1e-3 ? x - (x * x) / 2 : Math.log1p(x)),
};
