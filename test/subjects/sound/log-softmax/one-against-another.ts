export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

/** For class i: -(d + log1p of what is left), with d the largest x_j - x_i among the others if that is above zero. */
function forward(x: Vector, { shapes }: Info): Float64Array {
  const n = shapes[0]![1]!;
  return Float64Array.from(x, (value, k) => {
    const row = Array.from(x.subarray(k - (k % n), k - (k % n) + n), (other) => other - value);
    const top = Math.max(...row);
    const at = top === 0 ? k % n : row.indexOf(top);
    return -top - Math.log1p(row.reduce((sum, d, j) => (j === at ? sum : sum + Math.exp(d - top)), 0));
  });
}

function gradient(x: Vector, cotangent: Vector, info: Info): Float64Array {
  const n = info.shapes[0]![1]!;
  const y = forward(x, info).map(Math.exp);
  return y.map((p, i) => {
    const start = i - (i % n);
    let mine = 0;
    let others = 0;
    for (let j = start; j < start + n; j++) {
      if (j === i) continue;
      mine += y[j]!;
      others += cotangent[j]!;
    }
    return cotangent[i]! * mine - p * others;
  });
}

export const kernels = { 'activation/log-softmax': { forward, gradient } };
