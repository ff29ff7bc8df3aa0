export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

const rows = (x: Vector, n: number) => Array.from({ length: x.length / n }, (_, k) => x.subarray(k * n, (k + 1) * n));

function parts(row: Vector): { top: number; log: number } {
  const at = row.indexOf(Math.max(...row));
  const others = Array.from(row).reduce((sum, x, i) => (i === at ? sum : sum + Math.exp(x - row[at]!)), 0);
  return { top: row[at]!, log: Math.log1p(others) };
}

export const kernels = {
  'log-sum-exp': {
    forward: (x: Vector, { shapes }: Info) =>
      rows(x, shapes[0]![1]!)
        .map(parts)
        .map(({ top, log }) => top + log),
    gradient: (x: Vector, cotangent: Vector, { shapes }: Info) =>
      rows(x, shapes[0]![1]!).flatMap((row, k) => {
        const { top, log } = parts(row);
        return Array.from(row, (value) => cotangent[k]! * Math.exp(value - top - log));
      }),
  },
};
