export const claims = 'relu';
export const format = ['float64', 'float32'];

export const kernels = {
  relu: {
    value: (x: number) => Math.max(x, 0),
    // The mean of both sides at the kink.
    derivative: (x: number) => (Math.sign(x) + 1) / 2,
  },
};
