export const claims = 'log-sigmoid';
export const format = 'float32';

const f = Math.fround;
const small = (x: number) => f(Math.exp(-Math.abs(x)));

export const kernels = {
  'log-sigmoid': {
    value: (x: number) => f(Math.min(0, x) - f(Math.log1p(small(x)))),
    derivative: (x: number) => f((x > 0 ? small(x) : 1) / f(1 + small(x))),
  },
};
