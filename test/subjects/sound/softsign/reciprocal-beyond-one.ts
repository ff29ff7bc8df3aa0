export const format = ['float64', 'float32'];

function value(x: number): number {
  const a = Math.abs(x);
  return a > 1 ? Math.sign(x) / (1 + 1 / a) : x / (1 + a);
}

function derivative(x: number): number {
  const r = 1 / (1 + Math.abs(x));
  return r * r;
}

export const kernels = { softsign: { value, derivative } };
