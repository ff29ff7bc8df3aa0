export const format = 'float64';

const SCALE = 1.0507009873554805;
const NEGATIVE = 1.7580993408473768;

export const kernels = { selu: (x: number) => SCALE * (x > 0 ? x : NEGATIVE * Math.expm1(x)) };
