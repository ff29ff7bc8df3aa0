export const format = 'float64';

const sigmoid = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
const slopeFromOutput = (y: number) => y * (1 - y);

export const kernels = { sigmoid: { value: sigmoid, derivative: slopeFromOutput } };
