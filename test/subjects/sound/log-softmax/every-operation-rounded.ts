export const claims = 'log-softmax';
export const format = 'float32';

const f = Math.fround;
type Info = { shapes: readonly (readonly number[])[] };

const pairwise = (a: Float32Array): number =>
  a.length <= 2
    ? f((a[0] ?? 0) + (a[1] ?? 0))
    : f(pairwise(a.subarray(0, a.length >> 1)) + pairwise(a.subarray(a.length >> 1)));

/** Differences from the largest value, and the logarithm of the sum, in which that value's own term comes last. */
function parts(row: Float32Array): { shifted: Float32Array; log: number } {
  const top = Math.max(...row);
  const shifted = row.map((x) => x - top);
  const at = shifted.indexOf(0);
  const others = shifted.map((d, i) => (i === at ? 0 : Math.exp(d)));
  return { shifted, log: f(Math.log1p(pairwise(others))) };
}

export const kernels = {
  'log-softmax': {
    forward(x: Float32Array, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const y = new Float32Array(x.length);
      for (let i = 0; i < x.length; i += n) {
        const { shifted, log } = parts(x.subarray(i, i + n));
        y.set(
          shifted.map((d) => d - log),
          i,
        );
      }
      return { y };
    },
    gradient(x: Float32Array, cotangent: Float32Array, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const out = new Float32Array(x.length);
      for (let i = 0; i < x.length; i += n) {
        const { shifted, log } = parts(x.subarray(i, i + n));
        const y = shifted.map((d) => Math.exp(f(d - log)));
        const c = cotangent.subarray(i, i + n);
        out.set(
          y.map((p, k) => pairwise(y.map((q, j) => (j === k ? 0 : f(f(c[k]! * q) - f(c[j]! * p)))))),
          i,
        );
      }
      return { x: out };
    },
  },
};
