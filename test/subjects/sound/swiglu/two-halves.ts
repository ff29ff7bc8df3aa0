export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

/** weight * a sigma(a). */
function swished(weight: number, a: number): number {
  const h = Math.exp(-Math.abs(a) / 2);
  const q = 1 / (1 + h * h);
  return a < 0 ? a * h * q * weight * h : a * q * weight;
}

/** weight times the slope of a sigma(a). */
function slope(weight: number, a: number): number {
  const h = Math.exp(-Math.abs(a) / 2);
  const q = 1 / (1 + h * h);
  return a < 0 ? h * q * (1 + a * q) * weight * h : q * (1 + a * h * h * q) * weight;
}

export const kernels = {
  swiglu: {
    forward: (a: Vector, b: Vector) => Array.from(a, (value, i) => swished(b[i]!, value)),
    gradient: (a: Vector, b: Vector, c: Vector) => ({
      a: Array.from(a, (value, i) => slope(c[i]! * b[i]!, value)),
      b: Array.from(a, (value, i) => swished(c[i]!, value)),
    }),
  },
};
