export const format = 'float64';

const w = (x: number) => 2 * 0.8 * (x + 0.0447 * x * x * x);

export const kernels = {
  'gelu-tanh': (x: number) => (x < 0 ? (x * Math.exp(w(x))) / (1 + Math.exp(w(x))) : x / (1 + Math.exp(-w(x)))),
};
