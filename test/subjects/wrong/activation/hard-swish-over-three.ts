export const format = 'float64';

const relu6 = (x: number) => Math.min(6, Math.max(0, x));

export const kernels = { 'hard-swish': (x: number) => (relu6(x + 3) / 3) * x };
