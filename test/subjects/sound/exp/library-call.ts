export const format = ['float64', 'float32'];

export const kernels = { exp: { value: Math.exp, derivative: Math.exp } };
