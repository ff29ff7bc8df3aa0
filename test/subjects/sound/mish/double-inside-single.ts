export const format = 'float32';

const softplus = (x: number) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

export const kernels = {
  mish: {
    value: (x: number) => Math.fround(x < -300 ? -0 : x * Math.tanh(softplus(x))),
    derivative(x: number) {
      if (Math.abs(x) > 300) return x < 0 ? -0 : 1;
      const t = Math.tanh(softplus(x));
      const slope = 1 / (1 + Math.exp(-x)) / Math.cosh(softplus(x)) ** 2;
      return Math.fround(t + x * slope);
    },
  },
};
