export const format = 'float64';

export const kernels = {
  softplus: {
    value: (x: number) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
    derivative: (x: number) => 1 / (1 + Math.exp(x)),
  },
};
