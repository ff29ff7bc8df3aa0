export const claims = 'log-sum-exp';
export const format = 'float32';

const f = Math.fround;
type Info = { shapes: readonly (readonly number[])[] };

/** Compensated summation (W. Kahan, CACM 8, 1965). */
function sumOf(terms: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const each of terms) {
    const term = f(each - lost);
    const next = f(sum + term);
    lost = f(f(next - sum) - term);
    sum = next;
  }
  return sum;
}

function parts(row: Float32Array): { top: number; rest: number } {
  const at = row.indexOf(Math.max(...row));
  const top = row[at]!;
  return { top, rest: sumOf(Array.from(row, (x, i) => (i === at ? 0 : f(Math.exp(f(x - top)))))) };
}

export const kernels = {
  'log-sum-exp': {
    forward(x: Float32Array, { shapes }: Info) {
      const [rows, n] = shapes[0] as [number, number];
      return Float32Array.from({ length: rows }, (_, k) => {
        const { top, rest } = parts(x.subarray(k * n, (k + 1) * n));
        return f(top + f(Math.log1p(rest)));
      });
    },
    gradient(x: Float32Array, cotangent: Float32Array, { shapes }: Info) {
      const n = shapes[0]![1]!;
      return x.map((value, i) => {
        const start = i - (i % n);
        const { top, rest } = parts(x.subarray(start, start + n));
        return f(f(cotangent[start / n]! * f(Math.exp(f(value - top)))) / f(1 + rest));
      });
    },
  },
};
