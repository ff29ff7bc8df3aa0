export const format = ['float64', 'float32'];

export const kernels = {
  'hard-swish': {
    value: (x: number) => (x <= -3 ? -0 : x >= 3 ? x : (x * (x + 3)) / 6),
    derivative: (x: number) => (x < -3 ? 0 : x > 3 ? 1 : (2 * x + 3) / 6),
  },
};
