export const format = 'float64';

const sigmoid = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = {
  'log-sigmoid': {
    value: (x: number) => Math.min(0, x) - Math.log1p(Math.exp(-Math.abs(x))),
    derivative: sigmoid,
  },
};
