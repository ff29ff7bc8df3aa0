export const claims = 'tanh';
export const format = 'float32';

const f = Math.fround;

export const kernels = {
  tanh: {
    value(x: number) {
      const e = f(Math.expm1(f(-2 * Math.abs(x))));
      return f(f(-Math.sign(x) * e) / f(2 + e));
    },
    derivative(x: number) {
      const sech = f(1 / f(Math.cosh(x)));
      return f(sech * sech);
    },
  },
};
