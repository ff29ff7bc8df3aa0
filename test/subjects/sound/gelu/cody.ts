export const claims = 'activation/gelu';
export const format = ['float32', 'float64'];

// W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969), in CALERF's form:
// erf on [0, 0.46875], then e^(z^2) erfc(z) on (0.46875, 4] and beyond 4. Leading coefficient last in each list.
const A = [3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315];
const B = [2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1];
const C = [
  1230.3393547979972, 2051.0783778260716, 1712.0476126340707, 881.952221241769, 298.6351381974001, 66.11919063714163,
  8.883149794388377, 0.5641884969886701, 2.1531153547440383e-8,
];
const D = [
  1230.3393548037495, 3439.3676741437216, 4362.619090143247, 3290.7992357334597, 1621.3895745666903, 537.1811018620099,
  117.6939508913125, 15.744926110709835, 1,
];
const P = [
  0.0006587491615298378, 0.016083785148742275, 0.12578172611122926, 0.36034489994980445, 0.30532663496123236,
  0.016315387137302097,
];
const Q = [0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234604, 2.568520192289822, 1];

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduceRight((sum, c) => sum * x + c, 0);
const ratio = (p: readonly number[], q: readonly number[], x: number) => polynomial(p, x) / polynomial(q, x);

/** e^(z^2) erfc(z) for z > 0.46875. */
function scaled(z: number): number {
  if (z <= 4) return ratio(C, D, z);
  const r = 1 / (z * z);
  return (1 / Math.sqrt(Math.PI) - r * ratio(P, Q, r)) / z;
}

/** e^(-x^2/4), so that its square e^(-z^2) can be multiplied in two halves and underflows only at the end. */
const halfway = (x: number) => Math.exp(-0.25 * x * x);

/** Weighted tail: weight * P(Z > a) for a >= 0. */
function tail(weight: number, a: number): number {
  const z = a * Math.SQRT1_2;
  if (z <= 0.46875) return weight * (0.5 - 0.5 * z * ratio(A, B, z * z));
  const e = halfway(a);
  return weight * e * (0.5 * scaled(z)) * e;
}

const gelu = {
  value(x: number) {
    if (Math.abs(x) > 40) return x < 0 ? -0 : x;
    return x < 0 ? tail(x, -x) : x - tail(x, x);
  },
  derivative(x: number) {
    if (Math.abs(x) > 40) return x < 0 ? -0 : 1;
    const e = halfway(x);
    const slope = ((x * e) / Math.sqrt(2 * Math.PI)) * e;
    return (x < 0 ? tail(1, -x) : 1 - tail(1, x)) + slope;
  },
};

export const kernels = { gelu };
