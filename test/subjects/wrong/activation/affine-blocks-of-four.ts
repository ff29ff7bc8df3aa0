export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  affine(x: Float64Array, W: Float64Array, b: Float64Array, { shapes }: Info) {
    const [rows, I] = shapes[0] as [number, number];
    return Array.from({ length: rows * b.length }, (_, k) => {
      const [n, o] = [Math.floor(k / b.length), k % b.length];
      const product = (i: number) => x[n * I + i]! * W[o * I + i]!;
      let sum = b[o]!;
      for (let i = 0; i + 3 < I; i += 4) sum += product(i) + product(i + 1) + product(i + 2) + product(i + 3);
      return sum;
    });
  },
};
