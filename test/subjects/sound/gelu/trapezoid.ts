export const claims = ['gelu'];
export const format = ['float64', 'float32'];

/**
 * erfc(z) for z >= 1/2 by the trapezoidal rule with step 1/2 for its Gaussian integral, plus the residue of the pole
 * (D. B. Hunter and T. Regan, "A note on the evaluation of the complementary error function", Math. Comp. 26, 1972).
 * The rule's error is e^(-(pi/h)^2) = 7e-18 of the answer.
 */
const H = 0.5;
const POINTS = Array.from({ length: 13 }, (_, k) => [((k + 1) * H) ** 2, Math.exp(-(((k + 1) * H) ** 2))] as const);

function erfc(z: number): number {
  if (z < 0.5) return 1 - erf(z);
  const sum = POINTS.reduce((total, [square, weight]) => total + (2 * weight) / (z * z + square), 1 / (z * z));
  const integral = ((H * z) / Math.PI) * Math.exp(-z * z) * sum;
  return z < Math.PI / H ? integral - 2 / Math.expm1((2 * Math.PI * z) / H) : integral;
}

/** Maclaurin series on [0, 1/2): alternating, but the terms fall by four at each step. */
function erf(z: number): number {
  let power = z;
  let sum = z;
  for (let k = 1; k < 18; k++) {
    power *= -(z * z) / k;
    sum += power / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const distribution = (x: number) => (x < 0 ? 0.5 * erfc(-x * Math.SQRT1_2) : 1 - 0.5 * erfc(x * Math.SQRT1_2));

function forward(x: Float32Array | Float64Array) {
  return Array.from(x, (v) => (Math.abs(v) > 40 ? Math.max(v, 0) : v * distribution(v)));
}

function gradient(x: Float32Array | Float64Array, cotangent: Float32Array | Float64Array) {
  return Array.from(x, (v, i) => {
    const c = cotangent[i]!;
    if (Math.abs(v) > 40) return v > 0 ? c : 0;
    return c * (distribution(v) + (v * Math.exp(-0.5 * v * v)) / Math.sqrt(2 * Math.PI));
  });
}

export const kernels = { gelu: { forward, gradient } };
