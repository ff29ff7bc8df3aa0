export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

const K0 = Math.sqrt(2 / Math.PI);

/** weight (1 + tanh u) / 2 = weight e^u / (2 cosh u), with no subtraction; |u| is at most 500 where it is asked for. */
const gate = (weight: number, u: number) => (0.5 * weight * Math.exp(u)) / Math.cosh(u);
const inner = (x: number) => K0 * x + K0 * 0.044715 * x * x * x;

function forward(x: Vector) {
  return { y: Array.from(x, (v) => (v < -22 ? -0 : v > 22 ? v : gate(v, inner(v)))) };
}

function gradient(x: Vector, cotangent: Vector) {
  const slope = Array.from(x, (v) => {
    if (Math.abs(v) > 22) return v > 0 ? 1 : 0;
    const sech = 1 / Math.cosh(inner(v));
    return gate(1, inner(v)) + v * sech * (0.5 * (K0 + 3 * K0 * 0.044715 * v * v)) * sech;
  });
  return { x: slope.map((d, i) => d * cotangent[i]!) };
}

export const kernels = { 'activation/gelu-tanh': { forward, gradient } };
