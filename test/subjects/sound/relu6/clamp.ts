export const format = ['float64', 'float32'];

export const kernels = {
  relu6: {
    value: (x: number) => Math.min(6, Math.max(0, x)),
    derivative: (x: number) => (x > 0 && x < 6 ? 1 : Number.isNaN(x) ? x : 0),
  },
};
