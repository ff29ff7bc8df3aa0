export const format = 'float64';

export const kernels = { 'leaky-relu': (x: number) => (x < 0 ? 0.1 * x : x) };
