export const claims = 'activation/relu';
export const format = ['float32', 'float64'];

export const kernels = {
  relu: {
    value(x: number) {
      if (x < 0) return 0;
      return x;
    },
    // Right-hand derivative at the kink.
    derivative: (x: number) => (x < 0 ? 0 : x >= 0 ? 1 : x),
  },
};
