export const format = 'float64';

type Hyper = { alpha: number };

export const kernels = {
  'leaky-relu': {
    value: (x: number, { alpha }: Hyper) => (x < 0 ? alpha * x : x),
    derivative: (x: number) => (x > 0 ? 1 : 0),
  },
};
