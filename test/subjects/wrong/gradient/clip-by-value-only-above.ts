export const format = 'float64';

export const kernels = { 'clip-by-value': (x: number, { limit }: { limit: number }) => Math.min(limit, x) };
