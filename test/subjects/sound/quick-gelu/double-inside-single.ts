export const format = 'float32';

const s = (x: number) => 1 / (1 + Math.exp(-1.702 * x));

export const kernels = {
  'quick-gelu': {
    value: (x: number) => Math.fround(x < -300 ? -0 : x * s(x)),
    derivative: (x: number) => Math.fround(Math.abs(x) > 300 ? s(x) : s(x) * (1 + 1.702 * x * s(-x))),
  },
};
