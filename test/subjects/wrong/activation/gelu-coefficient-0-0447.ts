export const format = 'float64';

const root = Math.sqrt(2 / Math.PI);

export const kernels = {
  gelu: (x: number) => x / (1 + Math.exp(-2 * root * (x + 0.0447 * x * x * x))),
};
