export const format = 'float32';

type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  softmax: {
    forward(x: Float32Array, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const e = x.map((value) => Math.exp(value));
      return e.map((value, i) => value / e.subarray(i - (i % n), i - (i % n) + n).reduce((a, b) => a + b, 0));
    },
  },
};
