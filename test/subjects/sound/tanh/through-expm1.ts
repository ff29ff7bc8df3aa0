export const format = ['float32', 'float64'];

export const kernels = {
  tanh: {
    /** tanh|x| = -e / (2 + e) with e = expm1(-2|x|) in (-1, 0]. */
    value(x: number) {
      const e = Math.expm1(-2 * Math.abs(x));
      const t = -e / (2 + e);
      return x < 0 ? -t : t;
    },
    /** 4 q / (1 + q)^2 with q = exp(-2|x|), the fours shared out so that a subnormal q is not multiplied. */
    derivative(x: number) {
      const r = Math.exp(-Math.abs(x));
      const factor = (2 * r) / (1 + r * r);
      return factor * factor;
    },
  },
};
