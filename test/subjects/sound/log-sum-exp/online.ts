export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

/** As Milakov and Gimelshein 2018, but the 1 of the maximum is kept apart from the rest, which it would swallow. */
function normalizer(x: Vector, start: number, end: number): [top: number, rest: number] {
  let top = x[start]!;
  let rest = 0;
  for (let i = start + 1; i < end; i++) {
    const value = x[i]!;
    if (value > top) {
      rest = (rest + 1) * Math.exp(top - value);
      top = value;
    } else {
      rest += Math.exp(value - top);
    }
  }
  return [top, rest];
}

export const kernels = {
  'log-sum-exp': {
    forward(x: Vector, { shapes }: Info) {
      const [rows, n] = shapes[0] as [number, number];
      return Array.from({ length: rows }, (_, k) => {
        const [top, rest] = normalizer(x, k * n, (k + 1) * n);
        return top + Math.log1p(rest);
      });
    },
    gradient(x: Vector, cotangent: Vector, { shapes }: Info) {
      const n = shapes[0]![1]!;
      return Array.from(x, (value, i) => {
        const k = Math.floor(i / n);
        const [top, rest] = normalizer(x, k * n, (k + 1) * n);
        return (cotangent[k]! * Math.exp(value - top)) / (1 + rest);
      });
    },
  },
};
