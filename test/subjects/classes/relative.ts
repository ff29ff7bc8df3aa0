export const claims = 'sigmoid';
export const format = 'float32';

const f = Math.fround;

export const kernels = {
  sigmoid: {
    value(x: number) {
      const e = f(Math.exp(-Math.abs(x)));
      return x < 0 ? f(e / f(1 + e)) : f(1 / f(1 + e));
    },
  },
};
