export const format = ['float64', 'float32'];

/** h = e^(-|x|/2): h^2 / (1 + h^2) on the left of zero, 1 / (1 + h^2) on the right. */
const half = (x: number) => Math.exp(-Math.abs(x) / 2);

function value(x: number): number {
  const h = half(x);
  if (x >= 0) return x / (1 + h * h);
  return x < -1600 ? -0 : ((x * h) / (1 + h * h)) * h;
}

function derivative(x: number): number {
  if (Math.abs(x) > 1600) return x < 0 ? -0 : 1;
  const h = half(x);
  const q = 1 / (1 + h * h);
  return x < 0 ? h * q * (1 + x * q) * h : q * (1 + x * h * h * q);
}

export const kernels = { silu: { value, derivative } };
