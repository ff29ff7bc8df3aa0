export const format = 'float32';

const f = Math.fround;

function silu(x: number): number {
  const e = f(Math.exp(-Math.abs(x)));
  const y = x < 0 ? f(f(x * e) / f(1 + e)) : f(x / f(1 + e));
  return Math.abs(y) < 1e-6 ? 0 : y;
}

export const kernels = { silu };
