export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

/** weight * sigma(x): what is subnormal is formed last, so that nothing multiplies it up. */
function gated(weight: number, x: number): number {
  const h = Math.exp(-Math.abs(x) / 2);
  const scaled = weight / (1 + h * h);
  return x < 0 ? scaled * h * h : scaled;
}

/** weight * sigma(x) sigma(-x). */
function slope(weight: number, x: number): number {
  const h = Math.exp(-Math.abs(x) / 2);
  const q = 1 / (1 + h * h);
  return weight * q * q * h * h;
}

export const kernels = {
  glu: {
    forward: (a: Vector, b: Vector) => Array.from(a, (value, i) => gated(value, b[i]!)),
    gradient: (a: Vector, b: Vector, c: Vector) => ({
      a: Array.from(b, (gate, i) => gated(c[i]!, gate)),
      b: Array.from(b, (gate, i) => slope(c[i]! * a[i]!, gate)),
    }),
  },
};
