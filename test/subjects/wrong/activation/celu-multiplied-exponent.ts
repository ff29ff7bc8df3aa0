export const format = 'float64';

const negative = (x: number, alpha: number) => alpha * Math.expm1(alpha * x);

export const kernels = { celu: (x: number, { alpha }: { alpha: number }) => (x > 0 ? x : negative(x, alpha)) };
