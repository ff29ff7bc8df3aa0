export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

const gates = (x: Vector) => Float64Array.from(x, (value) => Math.min(1, Math.max(0, value / 6 + 0.5)));

export const kernels = {
  'hard-swish': {
    forward: (x: Vector) => gates(x).map((gate, i) => (gate === 0 ? 0 : x[i]! * gate)),
    gradient: (x: Vector, cotangent: Vector) =>
      gates(x).map((gate, i) => cotangent[i]! * (gate > 0 && gate < 1 ? gate + x[i]! / 6 : gate)),
  },
};
