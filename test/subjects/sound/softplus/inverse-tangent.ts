export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export const kernels = {
  softplus: {
    forward: (x: Vector) =>
      Array.from(x, (value) => {
        const e = Math.exp(-Math.abs(value));
        return 2 * Math.atanh(e / (2 + e)) + Math.max(value, 0);
      }),
    gradient: (x: Vector, cotangent: Vector) =>
      Array.from(x, (value, i) => {
        const e = Math.exp(-Math.abs(value));
        return value < 0 ? (cotangent[i]! * e) / (1 + e) : cotangent[i]! / (1 + e);
      }),
  },
};
