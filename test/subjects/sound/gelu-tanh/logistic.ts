export const claims = 'activation/gelu-tanh';
export const format = ['float64', 'float32'];

// (1 + tanh u) / 2 is the logistic function of 2u, which keeps its digits on the negative side.
const ROOT = Math.sqrt(8 / Math.PI);
const CUBIC = 0.044715;

function logistic(w: number): number {
  const e = Math.exp(-Math.abs(w));
  return (w < 0 ? e : 1) / (1 + e);
}

export const kernels = {
  'gelu-tanh': {
    value(x: number) {
      if (x < -30) return -0;
      if (x > 30) return x;
      // Half of the exponent at a time: the product underflows once, at the very end.
      const w = ROOT * x * (1 + CUBIC * x * x);
      if (w >= 0) return x * logistic(w);
      const half = Math.exp(w / 2);
      return x * half * (half / (1 + half * half));
    },
    derivative(x: number) {
      if (Math.abs(x) > 30) return x < 0 ? -0 : 1;
      const w = ROOT * x * (1 + CUBIC * x * x);
      const slope = ROOT * (1 + 3 * CUBIC * x * x);
      const bracket = 1 + x * slope * logistic(-w);
      if (w >= 0) return logistic(w) * bracket;
      const half = Math.exp(w / 2);
      return half * bracket * (half / (1 + half * half));
    },
  },
};
