export const format = ['float64', 'float32'];

type Hyper = { beta: number };

const half = (u: number) => Math.exp(-Math.abs(u) / 2);

function value(x: number, { beta }: Hyper): number {
  const u = beta * x;
  const h = half(u);
  if (u >= 0) return x / (1 + h * h);
  return u < -1600 ? (x > 0 ? 0 : -0) : ((x * h) / (1 + h * h)) * h;
}

function derivative(x: number, { beta }: Hyper): number {
  const u = beta * x;
  if (Math.abs(u) > 1600) return u < 0 ? -0 : 1;
  const h = half(u);
  const q = 1 / (1 + h * h);
  return u < 0 ? h * q * (1 + u * q) * h : q * (1 + u * h * h * q);
}

export const kernels = { swish: { value, derivative } };
