export const claims = 'sigmoid';
export const format = ['float64', 'float32'];

/**
 * s(x) = e^(x/2) / (2 cosh(x/2)). Both factors are positive and of like size, so nothing cancels;
 * past |x| = 1400 the hyperbolic cosine overflows and the answer is the limit.
 */
function value(x: number): number {
  if (x > 1400) return 1;
  if (x < -1400) return 0;
  return Math.exp(x / 2) / 2 / Math.cosh(x / 2);
}

/** s'(x) = (1 / (2 cosh(x/2)))^2. */
function derivative(x: number): number {
  const half = 0.5 / Math.cosh(x / 2);
  return half * half;
}

export const kernels = { sigmoid: { value, derivative } };
