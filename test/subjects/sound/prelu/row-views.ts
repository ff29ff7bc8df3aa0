export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

const views = (x: Vector, n: number) => Array.from({ length: x.length / n }, (_, k) => x.subarray(k * n, (k + 1) * n));

export const kernels = {
  prelu: {
    forward(x: Vector, a: Vector, { shapes }: Info) {
      const y = x.slice();
      for (const row of views(y, shapes[0]![1]!))
        for (const [c, slope] of a.entries()) if (row[c]! < 0) row[c]! *= slope;
      return { y };
    },
    gradient(x: Vector, a: Vector, cotangent: Vector, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const dx = cotangent.slice();
      const da = new Float64Array(n);
      for (const [k, row] of views(x, n).entries()) {
        for (let c = 0; c < n; c++) {
          if (!(row[c]! < 0)) continue;
          dx[k * n + c]! *= a[c]!;
          da[c]! += row[c]! * cotangent[k * n + c]!;
        }
      }
      return { x: dx, a: da };
    },
  },
};
