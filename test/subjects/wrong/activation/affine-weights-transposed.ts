export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  'block/affine'(x: Float64Array, W: Float64Array, b: Float64Array, { shapes }: Info) {
    const [rows, I] = shapes[0] as [number, number];
    return Array.from({ length: rows }, (_, n) =>
      Array.from(b, (bias, o) => {
        let sum = bias;
        for (let i = 0; i < I; i++) sum += x[n * I + i]! * W[i * b.length + o]!;
        return sum;
      }),
    ).flat();
  },
};
