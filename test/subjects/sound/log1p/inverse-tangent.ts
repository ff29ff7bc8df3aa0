export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export const kernels = {
  log1p: {
    forward: (x: Vector) => Array.from(x, (v) => (v > -0.5 && v < 1 ? 2 * Math.atanh(v / (2 + v)) : Math.log(1 + v))),
    gradient: (x: Vector, cotangent: Vector) => Array.from(x, (v, i) => cotangent[i]! / (1 + v)),
  },
};
