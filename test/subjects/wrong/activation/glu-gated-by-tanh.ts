export const claims = 'activation/glu';
export const format = 'float64';

export const kernels = {
  glu: { forward: (a: Float64Array, b: Float64Array) => a.map((value, i) => value * Math.tanh(b[i]!)) },
};
