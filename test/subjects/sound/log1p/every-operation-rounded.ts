export const claims = 'log1p';
export const format = 'float32';

const f = Math.fround;

function log1p(x: number): number {
  const u = f(1 + x);
  if (u === 1) return x;
  return u === Infinity ? u : u === 0 ? -Infinity : f(f(Math.log(u)) * f(x / f(u - 1)));
}

export const kernels = { log1p: { value: log1p, derivative: (x: number) => f(1 / f(1 + x)) } };
