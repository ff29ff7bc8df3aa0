export const claims = 'prelu';
export const format = 'float64';

export const kernels = {
  prelu: {
    forward: (x: Float64Array, [slope = 0]: Float64Array) =>
      x.map((value) => Math.max(0, value) + slope * Math.min(0, value)),
  },
};
