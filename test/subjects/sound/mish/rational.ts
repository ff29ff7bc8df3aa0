export const format = ['float64', 'float32'];

const half = (x: number) => Math.exp(-Math.abs(x) / 2);

/** tanh(ln(1 + e^x)) = n / (n + 2) with n = w (w + 2) and w = e^x; for x > 0 the same with e^-x. */
function value(x: number): number {
  const h = half(x);
  const w = h * h;
  if (x >= 0) return (x * (1 + 2 * w)) / (1 + 2 * w + 2 * w * w);
  return x < -1600 ? -0 : ((x * h * (w + 2)) / (w * (w + 2) + 2)) * h;
}

/** t + x (1 - t^2) sigma(x), with everything over (n + 2)^2. */
function derivative(x: number): number {
  if (Math.abs(x) > 1600) return x < 0 ? -0 : 1;
  const h = half(x);
  const w = h * h;
  if (x < 0) {
    const d = w * (w + 2) + 2;
    return ((h * ((w + 2) * d + 4 * x * (1 + w))) / (d * d)) * h;
  }
  const d = 1 + 2 * w + 2 * w * w;
  return (1 + 2 * w) / d + (4 * x * w * w * (1 + w)) / (d * d);
}

export const kernels = { mish: { value, derivative } };
