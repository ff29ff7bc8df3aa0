export const format = 'float64';

const softplus = (x: number) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

export const kernels = { mish: (x: number) => x / (1 + Math.exp(-softplus(x))) };
