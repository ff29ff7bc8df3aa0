export const claims = 'gelu';
export const format = 'float32';

const f = Math.fround;
const ROOT_HALF = f(Math.SQRT1_2);
const DENSITY_AT_ZERO = f(1 / Math.sqrt(2 * Math.PI));

// Press et al., Numerical Recipes, section 6.2, "erfcc": relative error below 1.2e-7 everywhere.
const CHEBYSHEV = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
].map(f);

/** weight * erfc(z); the weight goes in before the exponential, so that nothing subnormal is multiplied up. */
function weightedErfc(weight: number, z: number): number {
  const a = Math.abs(z);
  const t = f(1 / f(1 + f(0.5 * a)));
  let exponent = 0;
  for (let k = CHEBYSHEV.length - 1; k >= 0; k--) exponent = f(CHEBYSHEV[k]! + f(t * exponent));
  const r = f(f(weight * t) * f(Math.exp(f(exponent - f(a * a)))));
  return z >= 0 ? r : f(2 * weight - r);
}

export const kernels = {
  gelu: {
    value(x: number) {
      if (Math.abs(x) > 20) return x < 0 ? -0 : x;
      return weightedErfc(f(0.5 * x), f(-x * ROOT_HALF));
    },
    derivative(x: number) {
      if (Math.abs(x) > 20) return x < 0 ? -0 : 1;
      const e = f(Math.exp(f(-0.25 * f(x * x))));
      const slope = f(f(f(x * e) * DENSITY_AT_ZERO) * e);
      return f(weightedErfc(0.5, f(-x * ROOT_HALF)) + slope);
    },
  },
};
