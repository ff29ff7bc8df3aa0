export const format = 'float32';

export const kernels = {
  glu: {
    forward: (a: Float32Array, b: Float32Array) => a.map((value, i) => value / (1 + Math.exp(-b[i]!))),
    gradient: (a: Float32Array, b: Float32Array, c: Float32Array) => ({
      a: b.map((gate, i) => c[i]! / (1 + Math.exp(-gate))),
      b: b.map((gate, i) => (c[i]! * a[i]!) / (2 + Math.exp(gate) + Math.exp(-gate))),
    }),
  },
};
