export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

function forward(x: Vector, W: Vector, b: Vector, { shapes }: Info): Float64Array {
  const [rows, I] = shapes[0] as [number, number];
  const O = b.length;
  const y = new Float64Array(rows * O);
  for (let i = I - 1; i >= 0; i--) {
    for (let k = 0; k < y.length; k++) y[k]! += x[Math.floor(k / O) * I + i]! * W[(k % O) * I + i]!;
  }
  return y.map((sum, k) => sum + b[k % O]!);
}

const dot = (n: number, term: (k: number) => number) => {
  let sum = 0;
  for (let k = n - 1; k >= 0; k--) sum += term(k);
  return sum;
};

function gradient(x: Vector, W: Vector, b: Vector, c: Vector, { shapes }: Info) {
  const [rows, I] = shapes[0] as [number, number];
  const O = b.length;
  return {
    b: Float64Array.from(b, (_, o) => dot(rows, (n) => c[n * O + o]!)),
    W: Float64Array.from(W, (_, k) => dot(rows, (n) => x[n * I + (k % I)]! * c[n * O + Math.floor(k / I)]!)),
    x: Float64Array.from(x, (_, k) => dot(O, (o) => W[o * I + (k % I)]! * c[Math.floor(k / I) * O + o]!)),
  };
}

export const kernels = { 'block/affine': { forward, gradient } };
