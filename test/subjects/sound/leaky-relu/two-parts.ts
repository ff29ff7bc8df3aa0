export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

export const kernels = {
  'leaky-relu': {
    value: (x: number, { alpha }: Hyper) => Math.max(0, x) + alpha * Math.min(0, x),
    derivative: (x: number, { alpha }: Hyper) => (x > 0 ? 1 : x <= 0 ? alpha : x),
  },
};
