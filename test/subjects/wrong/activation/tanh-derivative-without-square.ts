export const claims = 'tanh';
export const format = 'float32';

export const kernels = {
  tanh: { value: (x: number) => Math.tanh(x), derivative: (x: number) => 1 - Math.tanh(x) },
};
