export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
const [ALPHA, SCALE] = [1.6732632423543772, 1.0507009873554805];

function forward(x: Vector): number[] {
  return Array.from(x, (value) => {
    const t = Math.tanh(Math.min(0, value) / 2);
    return SCALE * (Math.max(0, value) + ALPHA * ((2 * t) / (1 - t)));
  });
}

function gradient(x: Vector, cotangent: Vector): number[] {
  return Array.from(x, (value, i) => cotangent[i]! * SCALE * (value > 0 ? 1 : ALPHA * Math.exp(value)));
}

export const kernels = { selu: { forward, gradient } };
