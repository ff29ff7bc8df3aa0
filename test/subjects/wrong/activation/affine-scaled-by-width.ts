export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  affine(x: Float64Array, W: Float64Array, b: Float64Array, { shapes }: Info) {
    const [rows, I] = shapes[0] as [number, number];
    const y = new Float64Array(rows * b.length);
    for (let n = 0; n < rows; n++)
      for (let o = 0; o < b.length; o++) {
        for (let i = 0; i < I; i++) y[n * b.length + o]! += x[n * I + i]! * W[o * I + i]!;
        y[n * b.length + o] = y[n * b.length + o]! / Math.sqrt(I) + b[o]!;
      }
    return y;
  },
};
