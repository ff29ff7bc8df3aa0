export const claims = 'gelu-tanh';
export const format = 'float32';

const f = Math.fround;
const A = f(Math.sqrt(8 / Math.PI));
const B = f(f(0.044715) * A);

const exponent = (x: number) => f(x * f(A + f(B * f(x * x))));

/** e^(-|w|/2): multiplied twice instead of its square once, so that nothing subnormal is multiplied up. */
const halfway = (x: number) => f(Math.exp(-Math.abs(exponent(x)) / 2));

export const kernels = {
  'gelu-tanh': {
    value(x: number) {
      if (x < -20) return -0;
      const h = halfway(x);
      const scaled = f(x / f(1 + f(h * h)));
      return x < 0 ? f(f(scaled * h) * h) : scaled;
    },
    derivative(x: number) {
      if (Math.abs(x) > 20) return x < 0 ? -0 : 1;
      const h = halfway(x);
      const q = f(1 / f(1 + f(h * h)));
      const slope = f(x * f(A + f(3 * f(B * f(x * x)))));
      // slope * s * (1 - s), where one of the two is q and the other q h^2
      const second = f(f(f(f(slope * q) * q) * h) * h);
      return f((x < 0 ? f(f(q * h) * h) : q) + second);
    },
  },
};
