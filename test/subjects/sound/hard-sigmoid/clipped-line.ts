export const format = ['float64', 'float32'];

export const kernels = {
  'hard-sigmoid': {
    value: (x: number) => Math.max(0, Math.min(1, x / 6 + 0.5)),
    derivative: (x: number) => (Math.abs(x) < 3 ? 1 / 6 : Number.isNaN(x) ? x : 0),
  },
};
