export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  prelu: {
    forward: (x: Float64Array, a: Float64Array, { shapes: [[, c = 1] = []] }: Info) =>
      x.map((value, i) => (value < 0 ? a[i % c]! * value : value)),
    gradient(x: Float64Array, a: Float64Array, cotangent: Float64Array, { shapes: [[, c = 1] = []] }: Info) {
      const slopes = new Float64Array(c);
      x.forEach((value, i) => {
        slopes[i % c]! += cotangent[i]! * value;
      });
      return { x: x.map((value, i) => cotangent[i]! * (value < 0 ? a[i % c]! : 1)), a: slopes };
    },
  },
};
