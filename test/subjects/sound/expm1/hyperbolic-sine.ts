export const format = ['float64', 'float32'];

function expm1(x: number): number {
  if (x < -80) return -1;
  return 2 * Math.sinh(x / 2) * Math.exp(x / 2);
}

export const kernels = { expm1: { value: expm1, derivative: (x: number) => Math.exp(x / 2) ** 2 } };
