export const format = 'float32';

const f = Math.fround;

export const kernels = { 'leaky-relu': (x: number) => f(x < 0 ? f(f(0.3) * x) : x) };
