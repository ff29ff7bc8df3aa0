export const claims = 'erf';
export const format = 'float32';

const f = Math.fround;
const GAUSS = f(2 / Math.sqrt(Math.PI));

// Press et al., Numerical Recipes, section 6.2, "erfcc": erfc to 1.2e-7 of itself.
const CHEBYSHEV = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
].map(f);

function erfc(a: number): number {
  const t = f(1 / f(1 + f(0.5 * a)));
  const exponent = CHEBYSHEV.reduceRight((sum, c) => f(c + f(t * sum)), 0);
  return f(t * f(Math.exp(f(exponent - f(a * a)))));
}

/** Up to 0.7 the terms of Maclaurin's series fall by at least a half; the tenth is below 2^-24 of the first. */
function maclaurin(x: number): number {
  let sum = 0;
  let power = 1;
  const terms: number[] = [];
  for (let k = 0; k < 11; k++) {
    terms.push(f(power / (2 * k + 1)));
    power = f(f(power * f(-f(x * x))) / (k + 1));
  }
  for (const term of terms.reverse()) sum = f(sum + term);
  return f(f(GAUSS * x) * sum);
}

export const kernels = {
  erf: {
    value: (x: number) => (Math.abs(x) < 0.7 ? maclaurin(x) : f(Math.sign(x) * f(1 - erfc(Math.min(10, Math.abs(x)))))),
    derivative: (x: number) => f(GAUSS * f(Math.exp(f(-f(x * x))))),
  },
};
