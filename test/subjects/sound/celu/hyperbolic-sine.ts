export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

/** For very negative z the exponential is zero and the sine infinite; the product is -1/2 from -20 on. */
const halfLess = (z: number) => (z < -20 ? -0.5 : Math.exp(z) * Math.sinh(z));

export const kernels = {
  celu: {
    value: (x: number, { alpha }: Hyper) => (x > 0 ? x : 2 * alpha * halfLess(x / alpha / 2)),
    derivative: (x: number, { alpha }: Hyper) => (x > 0 ? 1 : Math.exp(x / alpha / 2) ** 2),
  },
};
