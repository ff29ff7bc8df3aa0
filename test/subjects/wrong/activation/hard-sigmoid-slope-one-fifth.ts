export const format = 'float64';

export const kernels = { 'hard-sigmoid': (x: number) => Math.min(1, Math.max(0, 0.2 * x + 0.5)) };
