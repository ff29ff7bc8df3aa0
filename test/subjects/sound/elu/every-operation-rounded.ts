export const claims = 'elu';
export const format = 'float32';

type Hyper = { alpha: number };
const f = Math.fround;

export const kernels = {
  elu: {
    value: (x: number, { alpha }: Hyper) => (x > 0 ? x : f(f(alpha) * f(Math.expm1(x)))),
    derivative: (x: number, { alpha }: Hyper) => (x > 0 ? 1 : f(f(alpha) * f(Math.exp(x)))),
  },
};
