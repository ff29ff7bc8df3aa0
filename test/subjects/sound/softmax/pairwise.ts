export const format = 'float32';

type Info = { shapes: readonly (readonly number[])[] };

const f = Math.fround;

const pairwise = (a: Float32Array): number =>
  a.length <= 2
    ? f((a[0] ?? 0) + (a[1] ?? 0))
    : f(pairwise(a.subarray(0, a.length >> 1)) + pairwise(a.subarray(a.length >> 1)));

function softmax(row: Float32Array): Float32Array {
  const top = row.reduce((a, b) => (b > a || Number.isNaN(b) ? b : a));
  const e = row.map((x) => Math.exp(f(x - top)));
  const scale = f(1 / pairwise(e));
  return e.map((x) => f(x * scale));
}

export const kernels = {
  softmax: {
    forward(x: Float32Array, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const y = new Float32Array(x.length);
      for (let i = 0; i < x.length; i += n) y.set(softmax(x.subarray(i, i + n)), i);
      return { y };
    },
    /** y_k sum_j y_j (c_k - c_j): where y_k is nearly one, no two large numbers are subtracted. */
    gradient(x: Float32Array, cotangent: Float32Array, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const out = new Float32Array(x.length);
      for (let i = 0; i < x.length; i += n) {
        const y = softmax(x.subarray(i, i + n));
        const c = cotangent.subarray(i, i + n);
        out.set(
          y.map((p, k) => f(p * pairwise(y.map((q, j) => f(q * f(c[k]! - c[j]!)))))),
          i,
        );
      }
      return { x: out };
    },
  },
};
