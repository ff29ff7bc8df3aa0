export const claims = 'hard-sigmoid';
export const format = 'float32';

export const kernels = { 'hard-sigmoid': (x: number) => Math.fround(Math.min(6, Math.max(0, x + 3))) };
