export const format = ['float64', 'float32'];

const GAUSS = 2 / Math.sqrt(Math.PI);

/** 2/sqrt(pi) e^(-x^2) (x + 2 x^3/3 + 4 x^5/15 + ...), Abramowitz and Stegun 7.1.6: no two terms cancel. */
function series(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n++) sum += term *= (2 * x * x) / (2 * n + 1);
  return GAUSS * Math.exp(-x * x) * sum;
}

/** e^(x^2) erfc(x) sqrt(pi) = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), 7.1.14 there, from the far end. */
function fraction(x: number): number {
  let tail = x;
  for (let n = 120; n >= 1; n--) tail = x + n / 2 / tail;
  return 1 - (Math.exp(-x * x) * (GAUSS / 2)) / tail;
}

function value(x: number): number {
  const a = Math.abs(x);
  return a > 6 ? Math.sign(x) : a < 2 ? series(x) : Math.sign(x) * fraction(a);
}

export const kernels = { erf: { value, derivative: (x: number) => GAUSS * Math.exp(-x * x) } };
