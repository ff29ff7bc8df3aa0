export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

const both = (a: number, b: number) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

/** Gives the largest element, and by how much the logarithm of the sum lies above it. */
function above(row: Vector): [top: number, more: number] {
  if (row.length === 1) return [row[0]!, 0];
  const half = row.length >> 1;
  const [a, left] = above(row.subarray(0, half));
  const [b, right] = above(row.subarray(half));
  if (a < b) return [b, lift(a - b, left, right)];
  return [a, lift(b - a, right, left)];
}

/** ln(e^larger + e^(d + smaller)): exact zero where nothing is above the largest element and the other is far below. */
function lift(d: number, smaller: number, larger: number): number {
  if (larger === 0) return Math.log1p(Math.exp(d + smaller));
  return both(larger, d + smaller);
}

export const kernels = {
  'log-sum-exp': {
    forward(x: Vector, { shapes }: Info) {
      const [rows, n] = shapes[0] as [number, number];
      return Array.from({ length: rows }, (_, k) => {
        const [top, more] = above(x.subarray(k * n, (k + 1) * n));
        return top + more;
      });
    },
    gradient(x: Vector, cotangent: Vector, { shapes }: Info) {
      const n = shapes[0]![1]!;
      return Array.from(x, (value, i) => {
        const [top, more] = above(x.subarray(i - (i % n), i - (i % n) + n));
        return cotangent[Math.floor(i / n)]! * Math.exp(value - top - more);
      });
    },
  },
};
