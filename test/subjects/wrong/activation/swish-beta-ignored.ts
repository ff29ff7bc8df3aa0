export const format = 'float64';

export const kernels = {
  swish: (x: number) => (x < 0 ? (x * Math.exp(x)) / (1 + Math.exp(x)) : x / (1 + Math.exp(-x))),
};
