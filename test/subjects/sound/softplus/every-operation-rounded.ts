export const claims = 'softplus';
export const format = 'float32';

const f = Math.fround;
const small = (x: number) => f(Math.exp(-Math.abs(x)));

export const kernels = {
  softplus: {
    value: (x: number) => f(Math.max(0, x) + f(Math.log1p(small(x)))),
    derivative(x: number) {
      const e = small(x);
      return f((x < 0 ? e : 1) / f(1 + e));
    },
  },
};
