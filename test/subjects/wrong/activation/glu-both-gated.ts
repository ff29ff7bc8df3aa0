export const format = 'float32';

const s = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = { glu: (a: Float32Array, b: Float32Array) => a.map((value, i) => s(value) * s(b[i]!)) };
