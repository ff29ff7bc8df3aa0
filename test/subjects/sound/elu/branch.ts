export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

export const kernels = {
  elu: {
    value: (x: number, { alpha }: Hyper) => (x > 0 ? x : alpha * Math.expm1(x)),
    derivative: (x: number, { alpha }: Hyper) => (x > 0 ? 1 : alpha * Math.exp(x)),
  },
};
