export const format = ['float64', 'float32'];

const half = (u: number) => Math.exp(-Math.abs(u) / 2);

function value(x: number): number {
  const h = half(1.702 * x);
  if (x >= 0) return x / (1 + h * h);
  return x < -1000 ? -0 : ((x * h) / (1 + h * h)) * h;
}

function derivative(x: number): number {
  if (Math.abs(x) > 900) return x < 0 ? -0 : 1;
  const u = 1.702 * x;
  const h = half(u);
  const q = 1 / (1 + h * h);
  return x < 0 ? h * q * (1 + u * q) * h : q * (1 + u * h * h * q);
}

export const kernels = { 'quick-gelu': { value, derivative } };
