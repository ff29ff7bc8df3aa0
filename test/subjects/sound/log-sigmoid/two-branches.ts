export const format = ['float64', 'float32'];

export const kernels = {
  'log-sigmoid': {
    value: (x: number) => (x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x))),
    derivative: (x: number) => (x >= 0 ? Math.exp(-x) / (1 + Math.exp(-x)) : 1 / (1 + Math.exp(x))),
  },
};
