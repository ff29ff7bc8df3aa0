export const format = 'float64';

export const kernels = { softsign: (x: number) => x / (1 + x) };
