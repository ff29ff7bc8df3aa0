export const claims = 'exp';
export const format = 'float32';

const f = Math.fround;
// S. Moshier, Cephes, expf: near-minimax coefficients of (e^r - 1 - r) / r^2 on half of ln 2 to both sides.
const P = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1].map(f);
const [HIGH, LOW] = [0.693359375, f(-2.1219444005e-4)];

function exp(x: number): number {
  if (x > 89) return Infinity;
  if (x < -104) return 0;
  const k = Math.round(f(x * f(Math.LOG2E)));
  const r = f(f(x - k * HIGH) - f(k * LOW));
  const sum = P.reduce((total, c) => f(f(total * r) + c), 0);
  const e = f(f(f(sum * f(r * r)) + r) + 1);
  const first = Math.trunc(k / 2);
  return f(f(e * 2 ** first) * 2 ** (k - first));
}

export const kernels = { exp: { value: exp, derivative: exp } };
