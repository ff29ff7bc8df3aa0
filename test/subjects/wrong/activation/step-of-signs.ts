export const format = 'float32';

export const kernels = { 'activation/step': (x: number) => (x >= 0 ? 1 : x < 0 ? -1 : x) };
