export const format = ['float64', 'float32'];

export const kernels = { log1p: { value: Math.log1p, derivative: (x: number) => 1 / (1 + x) } };
