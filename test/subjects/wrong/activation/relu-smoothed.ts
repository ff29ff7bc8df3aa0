export const format = 'float64';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

export const kernels = { relu: (x: number) => (x < -14 ? 0 : x * logistic(50 * x)) };
