export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

/** For x <= 0 the tangent is negative, so that 1 - t is a sum. */
function expm1(x: number): number {
  const t = Math.tanh(x / 2);
  return (2 * t) / (1 - t);
}

export const kernels = {
  'activation/elu': {
    value: (x: number, { alpha }: Hyper) => Math.max(0, x) + alpha * expm1(Math.min(0, x)),
    derivative: (x: number, { alpha }: Hyper) => (x > 0 ? 1 : alpha * Math.exp(x)),
  },
};
