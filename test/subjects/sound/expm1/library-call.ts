export const format = ['float64', 'float32'];

export const kernels = { expm1: { value: Math.expm1, derivative: Math.exp } };
