export const format = 'float32';

type Info = { shapes: readonly (readonly number[])[] };

export const kernels = {
  'log-sum-exp': {
    forward(x: Float32Array, { shapes }: Info) {
      const [rows, n] = shapes[0] as [number, number];
      return Array.from({ length: rows }, (_, k) => {
        const [first, second = -Infinity] = x.slice(k * n, (k + 1) * n).sort((a, b) => b - a);
        return Math.fround(first! + Math.log1p(Math.exp(second - first!)));
      });
    },
  },
};
