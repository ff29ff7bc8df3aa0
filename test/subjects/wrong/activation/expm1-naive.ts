export const format = 'float64';

export const kernels = { expm1: (x: number) => Math.exp(x) - 1 };
