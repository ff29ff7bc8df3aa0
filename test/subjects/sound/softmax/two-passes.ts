export const claims = 'activation/softmax';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

function forward(x: Vector, { shapes }: Info): Float64Array {
  const [, classes] = shapes[0] as [number, number];
  const y = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += classes) {
    const row = Array.from(x.subarray(start, start + classes));
    const top = row.reduce((a, b) => Math.max(a, b));
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += y[start + k] = Math.exp(row[k]! - top);
    for (let k = 0; k < classes; k++) y[start + k]! /= sum;
  }
  return y;
}

function gradient(x: Vector, cotangent: Vector, info: Info): Float64Array {
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
