export const format = 'float64';

const s = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = {
  glu: {
    forward: (a: Float64Array, b: Float64Array) => a.map((value, i) => value * s(b[i]!)),
    gradient: (_a: Float64Array, b: Float64Array, c: Float64Array) => ({
      a: b.map((value, i) => c[i]! * s(value)),
      b: b.map((value, i) => c[i]! * s(value) * s(-value)),
    }),
  },
};
