export const format = 'float64';

export const kernels = {
  softsign: {
    forward: (x: Float64Array) => x.map((value, i) => value / (1 + Math.abs(x[i + 1] ?? value))),
  },
};
