export const claims = 'gate';
export const format = 'float32';

const f = Math.fround;

export const kernels = {
  gate: {
    forward: (a: Float32Array, b: Float32Array) => Array.from(a, (value, i) => f(value * b[i]!)),
    gradient: (a: Float32Array, b: Float32Array, c: Float32Array) => ({
      b: Array.from(a, (value, i) => f(c[i]! * value)),
      a: Array.from(b, (value, i) => f(c[i]! * value)),
    }),
  },
};
