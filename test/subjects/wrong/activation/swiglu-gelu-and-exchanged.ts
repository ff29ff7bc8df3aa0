export const format = 'float64';

const quick = (x: number) =>
  x < 0 ? (x * Math.exp(1.702 * x)) / (1 + Math.exp(1.702 * x)) : x / (1 + Math.exp(-1.702 * x));

export const kernels = { swiglu: (a: Float64Array, b: Float64Array) => b.map((value, i) => a[i]! * quick(value)) };
