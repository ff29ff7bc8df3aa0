export const format = 'float64';

const w = (x: number) => Math.sqrt(8 / Math.PI) * x * (1 + 0.044715 * x * x);

export const kernels = {
  'gelu-tanh': (x: number) =>
    x >= 0 ? x / (1 + Math.exp(-w(x))) : x * Math.exp(w(x) / 2) * (Math.exp(w(x) / 2) / (1 + Math.exp(w(x)))),
};
