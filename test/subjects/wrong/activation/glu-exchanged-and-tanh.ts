export const format = 'float64';

export const kernels = { glu: (a: Float64Array, b: Float64Array) => b.map((value, i) => value * Math.tanh(a[i]!)) };
