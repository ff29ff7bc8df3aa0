export const format = ['float32', 'float64'];

type Hyper = { lossScale: number };

export const kernels = {
  'gradient/loss-scaling': {
    value: (x: number, { lossScale }: Hyper) => x * (1 / lossScale),
    derivative: (x: number, { lossScale }: Hyper) => (Number.isNaN(x) ? x : 1 / lossScale),
  },
};
