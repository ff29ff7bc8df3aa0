export const format = 'float64';

const e = (x: number) => Math.exp(-1.7 * Math.abs(x));

export const kernels = { 'quick-gelu': (x: number) => (x < 0 ? (x * e(x)) / (1 + e(x)) : x / (1 + e(x))) };
