export const format = 'float64';

const s = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = { glu: (a: Float64Array, b: Float64Array) => a.map((value, i) => s(value) * b[i]!) };
