export const format = 'float32';

const sigmoid = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = {
  'activation/sigmoid': {
    value: sigmoid,
    derivative: (x: number) => sigmoid(x) * (1 + sigmoid(x)),
  },
};
