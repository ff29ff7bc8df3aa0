export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

export const kernels = {
  'leaky-relu': {
    value: (x: number, { alpha }: Hyper) => (x < 0 ? alpha * x : x),
    derivative: (x: number, { alpha }: Hyper) => (x < 0 ? alpha : x >= 0 ? 1 : x),
  },
};
