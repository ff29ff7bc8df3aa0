export const format = 'float64';

export const kernels = {
  gate: {
    forward: (a: Float64Array, b: Float64Array) => a.map((value, i) => value * b[i]!),
    gradient: (a: Float64Array, b: Float64Array, c: Float64Array) => ({
      a: a.map((value, i) => value * c[i]!),
      b: b.map((value, i) => value * c[i]!),
    }),
  },
};
