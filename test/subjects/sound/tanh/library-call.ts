export const claims = 'activation/tanh';
export const format = ['float32', 'float64'];

export const kernels = {
  tanh: {
    value: (x: number) => Math.tanh(x),
    derivative: (x: number) => 1 / Math.cosh(x) / Math.cosh(x),
  },
};
