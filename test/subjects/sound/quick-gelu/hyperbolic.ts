export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

function forward(x: Vector): number[] {
  return Array.from(x, (v) => {
    const z = 0.851 * v;
    return z > 40 ? v : z < -700 ? -0 : (v / (2 * Math.cosh(z))) * Math.exp(z);
  });
}

function gradient(x: Vector, cotangent: Vector): number[] {
  return Array.from(x, (v, i) => {
    const z = 0.851 * v;
    if (Math.abs(z) > 700) return z < 0 ? -0 : cotangent[i]!;
    const r = 0.5 / Math.cosh(z);
    const slope = z < 0 ? (Math.exp(z) + 2 * z * r) * r : 1 / (1 + Math.exp(-2 * z)) + 2 * z * r * r;
    return cotangent[i]! * slope;
  });
}

export const kernels = { 'quick-gelu': { forward, gradient } };
