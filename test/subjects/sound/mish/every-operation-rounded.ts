export const claims = 'mish';
export const format = 'float32';

const f = Math.fround;
const half = (x: number) => f(Math.exp(f(-0.5 * Math.abs(x))));

export const kernels = {
  mish: {
    value(x: number) {
      if (Math.abs(x) > 400) return x < 0 ? -0 : x;
      const h = half(x);
      const w = f(h * h);
      if (x >= 0) return f(x * f(f(1 + 2 * w) / f(f(1 + 2 * w) + f(2 * f(w * w)))));
      return f(f(f(f(x * h) * f(w + 2)) / f(f(w * f(w + 2)) + 2)) * h);
    },
    derivative(x: number) {
      if (Math.abs(x) > 400) return x < 0 ? -0 : 1;
      const h = half(x);
      const w = f(h * h);
      if (x < 0) {
        const d = f(f(w * f(w + 2)) + 2);
        const numerator = f(f(f(w + 2) * d) + f(f(4 * x) * f(1 + w)));
        return f(f(f(h * numerator) / f(d * d)) * h);
      }
      const n = f(1 + 2 * w);
      const d = f(n + f(2 * f(w * w)));
      return f(f(n / d) + f(f(f(4 * x) * f(f(w * w) * f(1 + w))) / f(d * d)));
    },
  },
};
