export const format = 'float64';

export const kernels = {
  softsign: {
    value: (x: number) => x / (1 + Math.abs(x)),
    derivative: (x: number) => 1 / (1 + Math.abs(x)),
  },
};
