export const format = 'float32';

const f = Math.fround;

export const kernels = { softplus: (x: number) => f(Math.log(f(1 + f(Math.exp(x))))) };
