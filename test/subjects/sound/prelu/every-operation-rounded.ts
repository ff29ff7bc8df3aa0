export const claims = 'prelu';
export const format = 'float32';

const f = Math.fround;
type Info = { shapes: readonly (readonly number[])[] };

const pairwise = (a: readonly number[]): number =>
  a.length <= 2
    ? f((a[0] ?? 0) + (a[1] ?? 0))
    : f(pairwise(a.slice(0, a.length >> 1)) + pairwise(a.slice(a.length >> 1)));

export const kernels = {
  prelu: {
    forward: (x: Float32Array, a: Float32Array) => x.map((v, i) => (v < 0 ? f(a[i % a.length]! * v) : v)),
    gradient(x: Float32Array, a: Float32Array, c: Float32Array, { shapes }: Info) {
      const [rows, channels] = shapes[0] as [number, number];
      const term = (i: number) => (x[i]! < 0 ? f(c[i]! * x[i]!) : 0);
      return {
        x: x.map((v, i) => (v < 0 ? f(c[i]! * a[i % channels]!) : c[i]!)),
        a: a.map((_, k) => pairwise(Array.from({ length: rows }, (__, n) => term(n * channels + k)))),
      };
    },
  },
};
