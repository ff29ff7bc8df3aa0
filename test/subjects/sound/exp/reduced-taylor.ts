export const format = ['float64', 'float32'];

// W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter 6: ln 2 in two parts, the first
// with so few bits that its product with k is exact.
const HIGH = 0.693359375;
const LOW = -2.1219444005469057e-4;

function exp(x: number): number {
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const k = Math.round(x / Math.LN2);
  const r = x - k * HIGH - k * LOW;
  let sum = 1;
  for (let n = 14; n >= 1; n--) sum = 1 + (r / n) * sum;
  const first = Math.trunc(k / 2);
  return sum * 2 ** first * 2 ** (k - first);
}

export const kernels = { exp: { value: exp, derivative: exp } };
