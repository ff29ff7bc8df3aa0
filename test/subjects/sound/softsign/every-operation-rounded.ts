export const claims = 'softsign';
export const format = 'float32';

const f = Math.fround;

export const kernels = {
  softsign: {
    value: (x: number) => (Math.abs(x) > 1e30 ? Math.sign(x) : f(x / f(1 + Math.abs(x)))),
    derivative(x: number) {
      const r = f(1 / f(1 + Math.abs(x)));
      return f(r * r);
    },
  },
};
