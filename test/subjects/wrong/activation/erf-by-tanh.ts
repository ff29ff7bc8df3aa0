export const format = 'float32';

export const kernels = {
  erf: (x: number) => Math.fround(Math.tanh((2 / Math.sqrt(Math.PI)) * (x + 0.08943 * x ** 3))),
};
