export const claims = 'gelu';
export const format = 'float32';

const f = Math.fround;

/** erfc(z) for z >= 0 in double precision: series below 1, continued fraction from the far end above. */
function erfc(z: number): number {
  if (z < 1) {
    let term = z;
    let sum = z;
    for (let k = 1; k < 40; k++) sum += term *= (2 * z * z) / (2 * k + 1);
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
  }
  let tail = z;
  for (let k = 120; k >= 1; k--) tail = z + k / 2 / tail;
  return Math.exp(-z * z) / Math.sqrt(Math.PI) / tail;
}

export const kernels = {
  gelu: {
    value(x: number) {
      if (x < -20) return -0;
      const z = f(x * f(Math.SQRT1_2));
      return f(0.5 * x * (z < 0 ? erfc(-z) : 2 - erfc(z)));
    },
  },
};
