export const format = ['float64', 'float32'];

export const kernels = {
  relu6: {
    value: (x: number) => (x < 0 ? 0 : x > 6 ? 6 : x),
    derivative: (x: number) => (x < 0 || x > 6 ? 0 : Number.isNaN(x) ? x : 1),
  },
};
