export const format = ['float32', 'float64'];

type Hyper = { limit: number };

export const kernels = {
  'gradient/clip-by-value': {
    value(x: number, { limit }: Hyper) {
      if (x > limit) return limit;
      if (x < -limit) return -limit;
      return x;
    },
    derivative: (x: number, { limit }: Hyper) => (Number.isNaN(x) ? x : Math.abs(x) <= limit ? 1 : 0),
  },
};
