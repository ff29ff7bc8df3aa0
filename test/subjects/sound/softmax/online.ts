export const claims = 'softmax';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

/**
 * One pass for maximum and sum together (M. Milakov and N. Gimelshein, "Online normalizer calculation for softmax", 2018,
 * algorithm 3): whenever the maximum grows, the sum so far shrinks by e^(old - new).
 */
function normalizer(x: Vector, start: number, end: number): [top: number, sum: number] {
  let top = x[start]!;
  let sum = 1;
  for (let i = start + 1; i < end; i++) {
    const value = x[i]!;
    if (value > top) {
      sum = sum * Math.exp(top - value) + 1;
      top = value;
    } else {
      sum += Math.exp(value - top);
    }
  }
  return [top, sum];
}

function forward(x: Vector, { shapes }: Info): number[] {
  const classes = shapes[0]![1]!;
  const y: number[] = [];
  for (let start = 0; start < x.length; start += classes) {
    const [top, sum] = normalizer(x, start, start + classes);
    for (let i = start; i < start + classes; i++) y.push(Math.exp(x[i]! - top) / sum);
  }
  return y;
}

function gradient(x: Vector, cotangent: Vector, info: Info): number[] {
  const classes = info.shapes[0]![1]!;
  const y = forward(x, info);
  return y.map((p, i) => {
    const start = i - (i % classes);
    const others = y.slice(start, start + classes);
    return others.reduce((total, q, k) => total + p * q * (cotangent[i]! - cotangent[start + k]!), 0);
  });
}

export const kernels = { softmax: { forward, gradient } };
