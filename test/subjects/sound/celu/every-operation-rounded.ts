export const claims = 'celu';
export const format = 'float32';

type Hyper = { alpha: number };
const f = Math.fround;

export const kernels = {
  celu: {
    value: (x: number, { alpha }: Hyper) => (x > 0 ? x : f(f(alpha) * f(Math.expm1(f(x / f(alpha)))))),
    derivative: (x: number, { alpha }: Hyper) => (x > 0 ? 1 : f(Math.exp(f(x / f(alpha))))),
  },
};
