export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export const kernels = {
  'hard-sigmoid': {
    forward: (x: Vector) => Array.from(x, (value) => (value <= -3 ? 0 : value >= 3 ? 1 : (3 + value) / 6)),
    gradient: (x: Vector, cotangent: Vector) =>
      Array.from(x, (value, i) => (value < -3 || value > 3 ? 0 : Number.isNaN(value) ? NaN : cotangent[i]! / 6)),
  },
};
