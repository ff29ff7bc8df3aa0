export const format = 'float64';

const softplus = (x: number) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

export const kernels = {
  mish: {
    value: (x: number) => (x < -800 ? -0 : x * Math.tanh(softplus(x))),
    derivative: (x: number) => Math.tanh(softplus(x)) + x / Math.cosh(softplus(x)) ** 2,
  },
};
