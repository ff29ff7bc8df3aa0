export const claims = 'sigmoid';
export const format = 'float32';

const f = Math.fround;

export const kernels = {
  sigmoid: {
    value(x: number) {
      const e = f(Math.exp(-Math.abs(x)));
      const s = f(f(1) / f(1 + e));
      return x >= 0 ? s : f(e * s);
    },
    derivative(x: number) {
      const e = f(Math.exp(-Math.abs(x)));
      const s = f(1 / f(1 + e));
      return f(f(e * s) * s);
    },
  },
};
