export const format = ['float64', 'float32'];

const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** Phi(x) - 1/2 = phi(x) (x + x^3/3 + x^5/(3 5) + ...): terms of one sign (Abramowitz and Stegun 26.2.11). */
function central(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return density(x) * sum;
}

/** Mills ratio (1 - Phi(x)) / phi(x) = 1/(x + 1/(x + 2/(x + 3/(x + ...)))), from the far end; 26.2.14 there. */
function mills(x: number): number {
  let tail = x;
  for (let k = 400; k >= 1; k--) tail = x + k / tail;
  return 1 / tail;
}

/** weight * Phi(x); in the tail the weight meets the ratio first, so that a subnormal density is not multiplied up. */
function weightedPhi(weight: number, x: number): number {
  if (Math.abs(x) < 1) return weight * (0.5 + central(x));
  const q = density(x) * (weight * mills(Math.abs(x)));
  return x < 0 ? q : weight - q;
}

/** x phi(x), the two halves of the exponent one after the other for the same reason. */
function weightedDensity(x: number): number {
  const half = Math.exp(-0.25 * x * x);
  return ((x * half) / Math.sqrt(2 * Math.PI)) * half;
}

export const kernels = {
  gelu: {
    value: (x: number) => (x < -40 ? -0 : x > 40 ? x : weightedPhi(x, x)),
    derivative: (x: number) => (x < -40 ? -0 : x > 40 ? 1 : weightedPhi(1, x) + weightedDensity(x)),
  },
};
