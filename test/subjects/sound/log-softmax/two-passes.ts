export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

/** The largest class contributes e^0 = 1, which log1p leaves out: where it dominates nothing is lost beside it. */
function logSoftmax(row: Vector): Float64Array {
  const at = row.indexOf(Math.max(...row));
  const top = row[at]!;
  const others = Array.from(row).reduce((sum, x, i) => (i === at ? sum : sum + Math.exp(x - top)), 0);
  return Float64Array.from(row, (x) => x - top - Math.log1p(others));
}

const rows = (x: Vector, n: number) => Array.from({ length: x.length / n }, (_, k) => x.subarray(k * n, (k + 1) * n));

export const kernels = {
  'log-softmax': {
    forward: (x: Vector, { shapes }: Info) => rows(x, shapes[0]![1]!).flatMap((row) => Array.from(logSoftmax(row))),
    /** c_i (1 - y_i) - y_i sum of the other c, with 1 - y_i as the sum of the other y. */
    gradient(x: Vector, cotangent: Vector, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const weights = rows(cotangent, n);
      return rows(x, n).flatMap((row, k) => {
        const y = Array.from(logSoftmax(row), Math.exp);
        const c = weights[k]!;
        return y.map((p, i) => y.reduce((sum, q, j) => (i === j ? sum : sum + c[i]! * q - c[j]! * p), 0));
      });
    },
  },
};
