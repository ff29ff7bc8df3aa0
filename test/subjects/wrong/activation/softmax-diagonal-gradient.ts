export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };

function forward(x: Float64Array, { shapes }: Info): Float64Array {
  const n = shapes[0]![1]!;
  return x.map((value, i) => {
    const row = x.subarray(i - (i % n), i - (i % n) + n);
    return 1 / row.reduce((sum, other) => sum + Math.exp(other - value), 0);
  });
}

export const kernels = {
  softmax: {
    forward,
    gradient: (x: Float64Array, c: Float64Array, info: Info) => forward(x, info).map((y, i) => c[i]! * y * (1 - y)),
  },
};
