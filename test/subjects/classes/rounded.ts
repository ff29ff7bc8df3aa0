export const claims = 'relu';
export const format = 'float32';

export const kernels = { relu: { value: (x: number) => Math.max(x, 0) } };
