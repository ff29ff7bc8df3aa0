export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export const kernels = {
  'log-sigmoid': {
    forward: (x: Vector) =>
      Array.from(x, (value) => {
        const e = Math.exp(-Math.abs(value));
        return Math.min(value, 0) - 2 * Math.atanh(e / (2 + e));
      }),
    gradient: (x: Vector, cotangent: Vector) =>
      Array.from(x, (value, i) => {
        const e = Math.exp(-Math.abs(value));
        return (cotangent[i]! / (1 + e)) * (value > 0 ? e : 1);
      }),
  },
};
