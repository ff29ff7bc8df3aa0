export const format = 'float64';

type Info = { hyper: { limit: number } };

function forward(x: Float64Array, { hyper: { limit } }: Info) {
  const y = x.slice();
  for (const [i, each] of x.entries()) {
    if (each >= limit) y[i] = limit;
    else if (each <= -limit) y[i] = -limit;
  }
  return { y };
}

export const kernels = { 'clip-by-value': { forward } };
