export const format = 'float32';

const f = Math.fround;
type Info = { shapes: readonly (readonly number[])[] };

/** The inner product of n terms, in order. */
const dot = (n: number, a: (k: number) => number, b: (k: number) => number) => {
  let sum = 0;
  for (let k = 0; k < n; k++) sum = f(sum + f(a(k) * b(k)));
  return sum;
};

export const kernels = {
  affine: {
    forward(x: Float32Array, W: Float32Array, b: Float32Array, { shapes }: Info) {
      const [rows, I] = shapes[0] as [number, number];
      const y = new Float32Array(rows * b.length);
      for (let o = 0; o < b.length; o++) {
        for (let n = 0; n < rows; n++) {
          const sum = dot(
            I,
            (i) => x[n * I + i]!,
            (i) => W[o * I + i]!,
          );
          y[n * b.length + o] = f(b[o]! + sum);
        }
      }
      return { y };
    },
    gradient(x: Float32Array, W: Float32Array, b: Float32Array, c: Float32Array, { shapes }: Info) {
      const [rows, I] = shapes[0] as [number, number];
      const O = b.length;
      const by = (k: number) => Math.floor(k / I);
      return {
        x: x.map((_, k) =>
          dot(
            O,
            (o) => c[by(k) * O + o]!,
            (o) => W[o * I + (k % I)]!,
          ),
        ),
        W: W.map((_, k) =>
          dot(
            rows,
            (n) => c[n * O + by(k)]!,
            (n) => x[n * I + (k % I)]!,
          ),
        ),
        b: b.map((_, o) =>
          dot(
            rows,
            (n) => c[n * O + o]!,
            () => 1,
          ),
        ),
      };
    },
  },
};
