export const claims = 'expm1';
export const format = 'float32';

const f = Math.fround;

/** Closer to zero than 0.35 the ninth power over 10! is below 2^-24 of x; farther out e^x - 1 is a third of e^x. */
function expm1(x: number): number {
  if (!(Math.abs(x) < 0.35)) return f(f(Math.exp(x)) - 1);
  let sum = 1;
  for (let n = 10; n >= 2; n--) sum = f(1 + f(f(x / n) * sum));
  return f(x * sum);
}

export const kernels = { expm1: { value: expm1, derivative: (x: number) => f(Math.exp(x)) } };
