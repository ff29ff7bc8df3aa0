export const format = 'float32';

export const kernels = { log1p: (x: number) => Math.fround(Math.log(Math.fround(1 + x))) };
