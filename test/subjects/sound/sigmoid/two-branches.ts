export const format = ['float32', 'float64'];

/** The exponential never grows: its argument is -|x|. */
const small = (x: number) => Math.exp(-Math.abs(x));

const sigmoid = {
  value(x: number) {
    const e = small(x);
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  },
  derivative(x: number) {
    const e = small(x);
    return e / ((1 + e) * (1 + e));
  },
};

export const kernels = { sigmoid };
