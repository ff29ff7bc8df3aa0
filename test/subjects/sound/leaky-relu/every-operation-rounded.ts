export const claims = 'leaky-relu';
export const format = 'float32';

type Hyper = { alpha: number };
const f = Math.fround;

export const kernels = {
  'leaky-relu': {
    value: (x: number, { alpha }: Hyper) => (x < 0 ? f(f(alpha) * x) : x),
    derivative: (x: number, { alpha }: Hyper) => (x < 0 ? f(alpha) : x >= 0 ? 1 : x),
  },
};
