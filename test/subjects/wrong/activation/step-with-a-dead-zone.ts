export const format = 'float64';

export const kernels = { step: (x: number) => (x >= 1e-12 ? 1 : Number.isNaN(x) ? x : 0) };
