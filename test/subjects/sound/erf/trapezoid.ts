export const format = ['float64', 'float32'];

// D. B. Hunter and T. Regan, "A note on the evaluation of the complementary error function", Math. Comp. 26, 1972.
// With step h = 1/2 the error of the rule is e^(-(pi/h)^2) = 7e-18 of the answer.
const H = 0.5;
const POINTS = Array.from({ length: 13 }, (_, k) => [((k + 1) * H) ** 2, Math.exp(-(((k + 1) * H) ** 2))] as const);

function erfc(z: number): number {
  const sum = POINTS.reduce((total, [square, weight]) => total + (2 * weight) / (z * z + square), 1 / (z * z));
  const integral = ((H * z) / Math.PI) * Math.exp(-z * z) * sum;
  return z < Math.PI / H ? integral - 2 / Math.expm1((2 * Math.PI * z) / H) : integral;
}

function maclaurin(z: number): number {
  let power = z;
  let sum = z;
  for (let k = 1; k < 18; k++) {
    power *= -(z * z) / k;
    sum += power / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const erf = (z: number) => (z > 7 ? 1 : z < 0.5 ? maclaurin(z) : 1 - erfc(z));

export const kernels = {
  erf: {
    value: (x: number) => (x < 0 ? -erf(-x) : erf(x)),
    derivative: (x: number) => (2 * Math.exp(-x * x)) / Math.sqrt(Math.PI),
  },
};
