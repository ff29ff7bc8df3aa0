export const format = 'float32';

type Hyper = { alpha: number };
const f = Math.fround;

export const kernels = {
  elu: (x: number, { alpha }: Hyper) => (x > 0 ? x : f(f(alpha) * f(f(Math.exp(x)) - 1))),
};
