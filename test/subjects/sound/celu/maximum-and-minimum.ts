export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

export const kernels = {
  celu: {
    value: (x: number, { alpha }: Hyper) => Math.max(0, x) + Math.min(0, alpha * Math.expm1(x / alpha)),
    derivative: (x: number, { alpha }: Hyper) => Math.exp(Math.min(0, x / alpha)),
  },
};
