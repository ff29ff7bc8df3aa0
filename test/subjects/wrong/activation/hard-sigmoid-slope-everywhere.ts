export const format = 'float64';

export const kernels = {
  'hard-sigmoid': {
    value: (x: number) => Math.min(1, Math.max(0, (x + 3) / 6)),
    derivative: () => 1 / 6,
  },
};
