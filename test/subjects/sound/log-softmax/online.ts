export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

/** As Milakov and Gimelshein 2018, but the 1 of the maximum is kept apart from the rest, which it would swallow. */
function normalizer(x: Vector, start: number, end: number): [top: number, rest: number] {
  let top = x[start]!;
  let rest = 0;
  for (let i = start + 1; i < end; i++) {
    const value = x[i]!;
    if (value > top) {
      rest = (rest + 1) * Math.exp(top - value);
      top = value;
    } else {
      rest += Math.exp(value - top);
    }
  }
  return [top, rest];
}

function forward(x: Vector, { shapes }: Info): number[] {
  const n = shapes[0]![1]!;
  const y: number[] = [];
  for (let start = 0; start < x.length; start += n) {
    const [top, rest] = normalizer(x, start, start + n);
    const log = Math.log1p(rest);
    for (let i = start; i < start + n; i++) y.push(x[i]! - top - log);
  }
  return y;
}

function gradient(x: Vector, cotangent: Vector, info: Info): number[] {
  const n = info.shapes[0]![1]!;
  const y = forward(x, info).map(Math.exp);
  return y.map((p, i) => {
    const start = i - (i % n);
    let sum = 0;
    for (let j = start; j < start + n; j++) if (j !== i) sum += cotangent[i]! * y[j]! - cotangent[j]! * p;
    return sum;
  });
}

export const kernels = { 'log-softmax': { forward, gradient } };
