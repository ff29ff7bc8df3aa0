export const format = 'float64';

export const kernels = {
  gate: (a: Float64Array, b: Float64Array) => a.map((value, i) => value * b[b.length - 1 - i]!),
};
