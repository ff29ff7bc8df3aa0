export const format = 'float64';

export const kernels = { elu: (x: number, { alpha }: { alpha: number }) => (x > 0 ? x : Math.expm1(alpha * x)) };
