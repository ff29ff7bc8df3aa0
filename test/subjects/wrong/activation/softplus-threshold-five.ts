export const format = 'float32';

const f = Math.fround;

function softplus(x: number): number {
  if (x > 5) return x;
  const e = f(Math.exp(-Math.abs(x)));
  return f(Math.max(0, x) + f(Math.log1p(e)));
}

export const kernels = { softplus };
