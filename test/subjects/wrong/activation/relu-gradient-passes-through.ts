export const format = 'float64';

export const kernels = {
  relu: {
    value: (x: number) => Math.max(0, x),
    derivative: () => 1,
  },
};
