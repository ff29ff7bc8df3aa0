export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  softmax: {
    forward(x: Float64Array, { shapes }: Info) {
      const n = shapes[0]![1]!;
      return x.map((value, i) => {
        const column = x.filter((_, j) => j % n === i % n);
        const top = Math.max(...column);
        return Math.exp(value - top) / column.reduce((sum, other) => sum + Math.exp(other - top), 0);
      });
    },
  },
};
