export const claims = 'sigmoid';
export const format = 'float32';

const f = Math.fround;

export const kernels = {
  sigmoid: { value: (x: number) => f(f(f(Math.tanh(f(x / 2))) + 1) / 2) },
};
