export const format = ['float64', 'float32'];

const small = (x: number) => Math.exp(-Math.abs(x));

export const kernels = {
  'log-sigmoid': {
    value: (x: number) => Math.min(0, x) - Math.log1p(small(x)),
    derivative: (x: number) => (x > 0 ? small(x) : 1) / (1 + small(x)),
  },
};
