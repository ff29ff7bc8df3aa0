export const claims = 'quick-gelu';
export const format = 'float32';

const f = Math.fround;
const SLOPE = f(1.702);
const half = (u: number) => f(Math.exp(f(-0.5 * Math.abs(u))));

export const kernels = {
  'quick-gelu': {
    value(x: number) {
      if (x < -300) return -0;
      const h = half(f(SLOPE * x));
      const scaled = f(x / f(1 + f(h * h)));
      return x < 0 ? f(f(scaled * h) * h) : scaled;
    },
    derivative(x: number) {
      if (Math.abs(x) > 300) return x < 0 ? -0 : 1;
      const u = f(SLOPE * x);
      const h = half(u);
      const q = f(1 / f(1 + f(h * h)));
      const slope = f(u * q);
      return x < 0 ? f(f(f(h * q) * f(1 + slope)) * h) : f(q * f(1 + f(slope * f(h * h))));
    },
  },
};
