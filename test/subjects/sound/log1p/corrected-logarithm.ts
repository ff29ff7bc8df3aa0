export const format = ['float64', 'float32'];

/** The error of rounding 1 + x is divided out again (D. Goldberg, Computing Surveys 23, 1991, theorem 4). */
function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  return u === Infinity ? u : Math.log(u) * (x / (u - 1));
}

export const kernels = { log1p: { value: log1p, derivative: (x: number) => 1 / (1 + x) } };
