export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

/** e^(x/2) and cosh(x/2) overflow together, far beyond where the answer is x; below -1400 it is zero. */
function forward(x: Vector): number[] {
  return Array.from(x, (v) => (v > 80 ? v : v < -1400 ? -0 : (v / (2 * Math.cosh(v / 2))) * Math.exp(v / 2)));
}

/** s' = s + x / (2 cosh(x/2))^2; on the left the small factor comes last. */
function gradient(x: Vector, cotangent: Vector): number[] {
  return Array.from(x, (v, i) => {
    const c = cotangent[i]!;
    if (Math.abs(v) > 1400) return v < 0 ? -0 : c;
    const r = 0.5 / Math.cosh(v / 2);
    const e = Math.exp(v / 2);
    return v < 0 ? c * (e + v * r) * r : c * (1 / (1 + Math.exp(-v)) + v * r * r);
  });
}

export const kernels = { silu: { forward, gradient } };
