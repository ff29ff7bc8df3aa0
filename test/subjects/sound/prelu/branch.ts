export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  prelu: {
    forward: (x: Vector, a: Vector) => Array.from(x, (value, i) => (value < 0 ? a[i % a.length]! * value : value)),
    gradient(x: Vector, a: Vector, cotangent: Vector, { shapes }: Info) {
      const channels = shapes[1]![0]!;
      const slopes = new Float64Array(channels);
      const inputs = Array.from(x, (value, i) => {
        if (value >= 0) return cotangent[i]!;
        slopes[i % channels]! += cotangent[i]! * value;
        return cotangent[i]! * a[i % channels]!;
      });
      return { x: inputs, a: slopes };
    },
  },
};
