export const format = 'float64';

const softplus = (x: number) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

export const kernels = { softplus: (x: number) => softplus(x) * Math.LOG2E };
