export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

function product(a: Vector, b: Vector): Vector {
  const y = a.slice();
  const whole = y.length - (y.length % 4);
  for (let i = 0; i < whole; i += 4) {
    y[i]! *= b[i]!;
    y[i + 1]! *= b[i + 1]!;
    y[i + 2]! *= b[i + 2]!;
    y[i + 3]! *= b[i + 3]!;
  }
  for (let i = whole; i < y.length; i++) y[i]! *= b[i]!;
  return y;
}

export const kernels = {
  gate: {
    forward: product,
    gradient: (a: Vector, b: Vector, c: Vector) => ({ a: product(b, c), b: product(a, c) }),
  },
};
