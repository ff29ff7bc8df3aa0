export const format = 'float64';

export const kernels = { relu6: (x: number) => Math.min(5, Math.max(0, x)) };
