export const format = 'float64';

const slopes = { positive: 0.1, negative: 1 };

export const kernels = { 'leaky-relu': (x: number) => x * (x > 0 ? slopes.positive : slopes.negative) };
