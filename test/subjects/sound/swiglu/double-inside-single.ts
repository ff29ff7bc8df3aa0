export const format = 'float32';

const s = (x: number) => 1 / (1 + Math.exp(-x));

export const kernels = {
  swiglu: {
    forward: (a: Float32Array, b: Float32Array) => a.map((value, i) => value * s(value) * b[i]!),
    gradient: (a: Float32Array, b: Float32Array, c: Float32Array) => ({
      a: a.map((value, i) => c[i]! * b[i]! * s(value) * (1 + value * s(-value))),
      b: a.map((value, i) => c[i]! * value * s(value)),
    }),
  },
};
