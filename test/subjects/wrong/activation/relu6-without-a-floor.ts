export const format = 'float32';

export const kernels = { relu6: (x: number) => Math.min(x, 6) };
