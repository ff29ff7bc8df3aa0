export const format = 'float64';

const mish = (x: number) => x * Math.tanh(Math.log1p(Math.exp(-Math.abs(x))));

export const kernels = { mish: (x: number) => (Math.abs(x) > 800 ? 0 : mish(x)) };
