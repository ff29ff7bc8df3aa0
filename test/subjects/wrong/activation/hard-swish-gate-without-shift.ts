export const format = 'float64';

const relu6 = (x: number) => Math.min(6, Math.max(0, x));

export const kernels = { 'hard-swish': (x: number) => (x < 0 ? 0 : x * (relu6(x) / 6)) };
