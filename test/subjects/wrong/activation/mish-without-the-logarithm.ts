export const format = 'float64';

export const kernels = { mish: (x: number) => (x < -800 ? -0 : x * Math.tanh(Math.exp(x))) };
