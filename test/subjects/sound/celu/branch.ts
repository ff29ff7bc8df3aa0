export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

export const kernels = {
  celu: {
    value: (x: number, { alpha }: Hyper) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
    derivative: (x: number, { alpha }: Hyper) => (x > 0 ? 1 : Math.exp(x / alpha)),
  },
};
