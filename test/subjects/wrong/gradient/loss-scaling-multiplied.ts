export const format = 'float64';

export const kernels = { 'loss-scaling': (x: number, { lossScale }: { lossScale: number }) => x * lossScale };
