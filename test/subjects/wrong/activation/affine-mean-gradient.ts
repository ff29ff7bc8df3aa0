export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };
type Data = Float64Array;

const sum = (n: number, term: (k: number) => number) =>
  Array.from({ length: n }, (_, k) => term(k)).reduce((a, b) => a + b, 0);

function forward(x: Data, W: Data, b: Data, { shapes: [[rows = 0, I = 0] = []] }: Info) {
  const y = (n: number, o: number) => b[o]! + sum(I, (i) => x[n * I + i]! * W[o * I + i]!);
  return Array.from({ length: rows * b.length }, (_, k) => y(Math.floor(k / b.length), k % b.length));
}

function gradient(x: Data, W: Data, b: Data, cotangent: Data, { shapes: [[rows = 0, I = 0] = []] }: Info) {
  const c = (n: number, o: number) => cotangent[n * b.length + o]!;
  return {
    x: x.map((_, k) => sum(b.length, (o) => c(Math.floor(k / I), o) * W[o * I + (k % I)]!)),
    W: W.map((_, k) => sum(rows, (n) => c(n, Math.floor(k / I)) * x[n * I + (k % I)]!)),
    b: b.map((_, o) => sum(rows, (n) => c(n, o)) / rows),
  };
}

export const kernels = { affine: { forward, gradient } };
