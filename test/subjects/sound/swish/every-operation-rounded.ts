export const claims = 'swish';
export const format = 'float32';

type Hyper = { beta: number };
const f = Math.fround;
const half = (u: number) => f(Math.exp(f(-0.5 * Math.abs(u))));

export const kernels = {
  swish: {
    value(x: number, { beta }: Hyper) {
      const u = f(f(beta) * x);
      if (u < -400) return x > 0 ? 0 : -0;
      const h = half(u);
      const scaled = f(x / f(1 + f(h * h)));
      return u < 0 ? f(f(scaled * h) * h) : scaled;
    },
    derivative(x: number, { beta }: Hyper) {
      const u = f(f(beta) * x);
      if (Math.abs(u) > 400) return u < 0 ? -0 : 1;
      const h = half(u);
      const q = f(1 / f(1 + f(h * h)));
      const slope = f(u * q);
      return u < 0 ? f(f(f(h * q) * f(1 + slope)) * h) : f(q * f(1 + f(slope * f(h * h))));
    },
  },
};
