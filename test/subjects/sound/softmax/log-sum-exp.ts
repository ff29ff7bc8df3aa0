export const claims = 'softmax';
export const format = 'float32';

type Info = { shapes: readonly (readonly number[])[] };

/** exp(x - logsumexp(x)) in double precision: the logarithm's rounding error is far below single precision. */
function forward(x: Float32Array, { shapes }: Info): Float32Array {
  const classes = shapes[0]![1]!;
  return x.map((value, i) => {
    const row = x.subarray(i - (i % classes), i - (i % classes) + classes);
    const top = Math.max(...row);
    const log = Math.log(row.reduce((sum, other) => sum + Math.exp(other - top), 0));
    return Math.exp(value - top - log);
  });
}

function gradient(x: Float32Array, cotangent: Float32Array, info: Info): Float32Array {
  const classes = info.shapes[0]![1]!;
  const y = forward(x, info);
  return y.map((p, i) => {
    const start = i - (i % classes);
    let advantage = 0;
    for (let k = start; k < start + classes; k++) advantage += y[k]! * (cotangent[i]! - cotangent[k]!);
    return p * advantage;
  });
}

export const kernels = { softmax: { forward, gradient } };
