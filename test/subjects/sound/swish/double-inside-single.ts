export const format = 'float32';

type Hyper = { beta: number };
const s = (u: number) => 1 / (1 + Math.exp(-u));

export const kernels = {
  swish: {
    value: (x: number, { beta }: Hyper) => Math.fround(beta * x < -700 ? 0 : x * s(beta * x)),
    derivative(x: number, { beta }: Hyper) {
      const u = beta * x;
      return Math.fround(Math.abs(u) > 700 ? s(u) : s(u) * (1 + u * s(-u)));
    },
  },
};
