export const format = 'float64';

export const kernels = { step: (x: number) => (x > 0 ? 1 : Number.isNaN(x) ? x : 0) };
