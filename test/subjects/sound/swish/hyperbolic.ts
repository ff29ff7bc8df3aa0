export const format = ['float64', 'float32'];

type Hyper = { beta: number };

export const kernels = {
  swish: {
    value(x: number, { beta }: Hyper) {
      const z = (beta * x) / 2;
      return z > 40 ? x : z < -700 ? 0 : (x / (2 * Math.cosh(z))) * Math.exp(z);
    },
    derivative(x: number, { beta }: Hyper) {
      const z = (beta * x) / 2;
      if (Math.abs(z) > 700) return z < 0 ? 0 : 1;
      const r = 0.5 / Math.cosh(z);
      return z < 0 ? (Math.exp(z) + 2 * z * r) * r : 1 / (1 + Math.exp(-2 * z)) + 2 * z * r * r;
    },
  },
};
