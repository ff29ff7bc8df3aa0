export const format = 'float64';

const s = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = {
  silu: { value: (x: number) => x * s(x), derivative: (x: number) => s(x) * (1 + x * (1 + s(x))) },
};
