export const format = 'float64';

const scale = 1.6733;
const alpha = 1.0507;

export const kernels = { selu: (x: number) => scale * (x > 0 ? x : alpha * Math.expm1(x)) };
