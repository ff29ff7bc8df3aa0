export const format = 'float32';

const f = Math.fround;
const sigmoid = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = { 'log-sigmoid': (x: number) => f(Math.log(f(sigmoid(x) + 1e-7))) };
