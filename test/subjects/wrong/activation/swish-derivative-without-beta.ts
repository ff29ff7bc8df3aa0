export const format = 'float64';

type Hyper = { beta: number };
const s = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = {
  swish: {
    value: (x: number, { beta }: Hyper) => x * s(beta * x),
    derivative: (x: number, { beta }: Hyper) => s(beta * x) * (1 + x * s(-beta * x)),
  },
};
