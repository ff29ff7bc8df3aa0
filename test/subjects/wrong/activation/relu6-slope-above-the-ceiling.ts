export const format = 'float64';

export const kernels = {
  relu6: {
    value: (x: number) => Math.min(6, Math.max(0, x)),
    derivative: (x: number) => (x > 0 ? 1 : 0),
  },
};
