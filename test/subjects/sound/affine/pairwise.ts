export const claims = 'affine';
export const format = 'float32';

const f = Math.fround;
type Info = { shapes: readonly (readonly number[])[] };

const pairwise = (from: number, to: number, term: (k: number) => number): number => {
  if (to - from === 1) return term(from);
  const middle = (from + to) >> 1;
  return f(pairwise(from, middle, term) + pairwise(middle, to, term));
};

export const kernels = {
  affine: {
    forward(x: Float32Array, W: Float32Array, b: Float32Array, { shapes }: Info) {
      const [rows, I] = shapes[0] as [number, number];
      return Float32Array.from({ length: rows * b.length }, (_, k) => {
        const [n, o] = [Math.floor(k / b.length), k % b.length];
        return f(pairwise(0, I, (i) => f(x[n * I + i]! * W[o * I + i]!)) + b[o]!);
      });
    },
    gradient(x: Float32Array, W: Float32Array, b: Float32Array, cotangent: Float32Array, { shapes }: Info) {
      const [rows, I] = shapes[0] as [number, number];
      const c = (n: number, o: number) => cotangent[n * b.length + o]!;
      return {
        x: x.map((_, k) => pairwise(0, b.length, (o) => f(c(Math.floor(k / I), o) * W[o * I + (k % I)]!))),
        W: W.map((_, k) => pairwise(0, rows, (n) => f(c(n, Math.floor(k / I)) * x[n * I + (k % I)]!))),
        b: b.map((_, o) => pairwise(0, rows, (n) => c(n, o))),
      };
    },
  },
};
