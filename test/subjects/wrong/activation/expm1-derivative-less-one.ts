export const format = 'float64';

export const kernels = { 'elementary/expm1': { value: Math.expm1, derivative: Math.expm1 } };
