export const claims = 'silu';
export const format = 'float32';

const f = Math.fround;
const half = (x: number) => f(Math.exp(f(-0.5 * Math.abs(x))));

export const kernels = {
  silu: {
    value(x: number) {
      if (x < -400) return -0;
      const h = half(x);
      const scaled = f(x / f(1 + f(h * h)));
      return x < 0 ? f(f(scaled * h) * h) : scaled;
    },
    derivative(x: number) {
      if (Math.abs(x) > 400) return x < 0 ? -0 : 1;
      const h = half(x);
      const q = f(1 / f(1 + f(h * h)));
      const slope = f(x * q);
      return x < 0 ? f(f(f(h * q) * f(1 + slope)) * h) : f(q * f(1 + f(slope * f(h * h))));
    },
  },
};
